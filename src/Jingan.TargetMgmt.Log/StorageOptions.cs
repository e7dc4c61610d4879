using System.ComponentModel.DataAnnotations;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
                options.WithDefaults(side, storage.Value.Directory);
            })
            .ValidateDataAnnotations()
            .Validate(o => o.ConnectionString.Length > 0,
                $"{section}:Database:ConnectionString is required for this engine.")
            .ValidateOnStart();
        services.AddOptions<LogOptions>(section)
            .Bind(configuration.GetSection($"{section}:Log"))
            .PostConfigure<IOptions<StorageOptions>, IHostEnvironment>((options, storage, host) =>
                options.WithDefaults(side, storage.Value.Directory, namesItself: host.IsDevelopment()))
            .ValidateDataAnnotations()
            .Validate(o => o.Origin.Length > 0, Unnamed(section, side))
            .ValidateOnStart();
    }

    // A log that was begun before names were asked for has the one that Development gives.
    private static string Unnamed(string section, string side) =>
        $"{section}:Log:Origin 未设置：请给日志定名，如 targets.example.gov.cn/{side}，终身不变（jtm setup 会询问） / is not set: "
        + $"name the log, such as targets.example.gov.cn/{side}, for its whole life (jtm setup asks for it). "
        + $"A log that was begun without a name is targetmgmt.localhost/{side}";
}
