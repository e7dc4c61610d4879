using System.ComponentModel.DataAnnotations;

namespace Jingan.TargetMgmt.Platform.Data;

/// <summary>Section <c>{Side}:Database</c>: where a side keeps its data. The embedded default needs no configuration.</summary>
public sealed class DatabaseOptions
{
    /// <summary><c>sqlite</c> (default) or <c>sqlserver</c>.</summary>
    [RegularExpression("sqlite|sqlserver", ErrorMessage = "Database:Engine must be sqlite or sqlserver.")]
    public string Engine { get; set; } = "sqlite";

    /// <summary>Empty means: a SQLite file named after the side in <c>Storage:Directory</c>.</summary>
    public string ConnectionString { get; set; } = "";
}
