using System.ComponentModel.DataAnnotations;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Log;

/// <summary>Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>Where the embedded databases, the access tokens and the keys are;
    /// relative to where the service is started.</summary>
    [Required(ErrorMessage = "Storage:Directory must not be empty.")]
    public string Directory { get; set; } = "data";
}

public static class DatabaseOptionsRegistration
{
    /// <summary>Binds <c>{section}:Database</c> and <c>{section}:Log</c>;
    /// what is not configured lies in the storage directory.</summary>
    public static void AddDatabaseOptions(
        this IServiceCollection services, IConfiguration configuration, string section, string side)
    {
        services.AddOptions<DatabaseOptions>(section)
            .Bind(configuration.GetSection($"{section}:Database"))
            .PostConfigure<IOptions<StorageOptions>>((options, storage) =>
            {
                options.MigrateOnStart ??= configuration.GetValue<bool?>("Database:MigrateOnStart");
                options.ConnectionString = FromFile(options.ConnectionStringFile) ?? options.ConnectionString;
                options.ReadOnlyConnectionString = FromFile(options.ReadOnlyConnectionStringFile)
                    ?? options.ReadOnlyConnectionString;
                if (options is { Engine: "sqlite", ConnectionString: "" })
                {
                    options.ConnectionString = $"Data Source={Path.Combine(storage.Value.Directory, side + ".db")}";
                }
            })
            .ValidateDataAnnotations()
            .Validate(o => o.ConnectionString.Length > 0,
                $"{section}:Database:ConnectionString is required for this engine.")
            .ValidateOnStart();
        services.AddOptions<LogOptions>(section)
            .Bind(configuration.GetSection($"{section}:Log"))
            .PostConfigure<IOptions<StorageOptions>>((options, storage) =>
                options.WithDefaults(side, storage.Value.Directory))
            .ValidateDataAnnotations()
            .ValidateOnStart();
    }

    private static string? FromFile(string path) => path.Length == 0 ? null : File.ReadAllText(path).Trim();
}
