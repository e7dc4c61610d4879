using System.ComponentModel.DataAnnotations;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
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

    /// <summary>Where the units' files lie: where <c>Evidence:Directory</c> says, else in a folder of their own here.
    /// </summary>
    /// <param name="configured">That setting.</param>
    public string EvidenceFolder(string? configured) =>
        configured is { Length: > 0 } ? configured : Path.Combine(Directory, "evidence");

    /// <summary>The folders that a side's data grows in: room is looked for in each, since each may be another disk's.
    /// </summary>
    /// <param name="side">Which side.</param>
    /// <param name="database">Its database; an embedded one lies in a folder of this machine.</param>
    /// <param name="evidence">The setting <c>Evidence:Directory</c>; the files are the government's.</param>
    public IReadOnlyList<string> FoldersOf(string side, DatabaseOptions database, string? evidence)
    {
        List<string> folders = [Path.GetFullPath(Directory)];
        if (SqlDialect.FromName(database.Engine).FileOf(database.ConnectionString) is { } file)
        {
            folders.Add(Path.GetDirectoryName(file)!);
        }

        if (side == "government")
        {
            folders.Add(Path.GetFullPath(EvidenceFolder(evidence)));
        }

        return [.. folders.Distinct()];
    }
}

/// <summary>With how few megabytes free a side takes no writes: section <c>Limits:FreeMegabytes</c>.</summary>
public sealed class FreeMegabytesOptions
{
    public const string Section = "Limits:FreeMegabytes";

    /// <summary>With more a disk that is half empty would keep the evaluator from rating.</summary>
    public const long MostForEvaluation = 4_096;

    public long Government { get; init; } = 1_024;

    public long Evaluation { get; init; } = 256;

    public long Of(string side) => side == "government" ? Government : Evaluation;
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
