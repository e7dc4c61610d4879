using System.ComponentModel.DataAnnotations;
using Jingan.TargetMgmt.Sql.Dialects;

namespace Jingan.TargetMgmt.Sql;

/// <summary>Section <c>{Side}:Database</c>: where a side keeps its data.
/// The embedded default needs no configuration.</summary>
public sealed class DatabaseOptions
{
    /// <summary><c>sqlite</c> (default) or <c>sqlserver</c>.</summary>
    [RegularExpression("sqlite|sqlserver", ErrorMessage = "Database:Engine must be sqlite or sqlserver.")]
    public string Engine { get; set; } = "sqlite";

    /// <summary>Empty means: a SQLite file named after the side in <c>Storage:Directory</c>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>A file that holds the connection string, such as a mounted secret;
    /// instead of <see cref="ConnectionString"/>.</summary>
    public string ConnectionStringFile { get; set; } = "";

    /// <summary>The connection string for lists and reports, where a replica may answer them
    /// (ApplicationIntent=ReadOnly); empty means: <see cref="ConnectionString"/>.</summary>
    public string ReadOnlyConnectionString { get; set; } = "";

    /// <summary>A file that holds the connection string for lists and reports, such as a mounted secret;
    /// instead of <see cref="ReadOnlyConnectionString"/>.</summary>
    public string ReadOnlyConnectionStringFile { get; set; } = "";

    /// <summary>Whether the service brings the schema up to date itself. Unless told (<c>Database:MigrateOnStart</c>),
    /// only the embedded engine does: elsewhere its login may not.</summary>
    public bool? MigrateOnStart { get; set; }

    /// <summary>The section as it stands when nothing is configured, with what the named files hold.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public DatabaseOptions WithDefaults(string side, string directory)
    {
        ConnectionString = FromFile(ConnectionStringFile) ?? ConnectionString;
        ReadOnlyConnectionString = FromFile(ReadOnlyConnectionStringFile) ?? ReadOnlyConnectionString;
        if (this is { Engine: "sqlite", ConnectionString: "" })
        {
            ConnectionString = $"Data Source={Path.Combine(directory, side + ".db")}";
        }

        return this;
    }

    private static string? FromFile(string path) => path.Length == 0 ? null : File.ReadAllText(path).Trim();

    internal bool MigratesOnStart => MigrateOnStart ?? SqlDialect.FromName(Engine).IsEmbedded;
}
