using System.Text.Json;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Microsoft.Extensions.Configuration;

namespace Jingan.TargetMgmt.Cli.Installation;

/// <summary>An installation as its configuration tells of it: what the service would start with.</summary>
/// <param name="path">The configuration file.</param>
/// <param name="configuration">What it says; variables of this process go before it, as in the service.</param>
internal sealed class Installed(string path, IConfiguration configuration)
{
    private const string DefaultUrl = "http://localhost:5080";

    private static readonly string[] Both = ["government", "evaluation"];

    public string Path => path;

    public IConfiguration Configuration => configuration;

    public IReadOnlyList<string> Sides
    {
        get
        {
            var names = (configuration["Modules"] ?? "").Split(',', StringSplitOptions.TrimEntries);
            return names is [""] ? Both : !names.Except(Both).Any() ? [.. names.Distinct()]
                : throw new InvalidDataException(
                    $"{path}: Modules \"{configuration["Modules"]}\" (government, evaluation)");
        }
    }

    /// <summary>The side that runs elsewhere; null where both are here.</summary>
    public string? OtherSide => Sides is [var only] ? only == "government" ? "evaluation" : "government" : null;

    public string Storage => StorageOptions.Directory;

    /// <summary>The files of who may come in, of people too where there is an identity provider.</summary>
    public AccessFiles Access => AccessFiles.In(Storage, configuration["Access:Oidc:Authority"] ?? "");

    public string Evidence => StorageOptions.EvidenceFolder(configuration["Evidence:Directory"]);

    /// <summary>The addresses that the service listens on. Endpoints of the server go before <c>Urls</c>, as in the
    /// service itself.</summary>
    public IReadOnlyList<string> Addresses =>
    [
        .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>()
            .DefaultIfEmpty(configuration["Urls"] is { Length: > 0 } urls ? urls : DefaultUrl)
            .SelectMany(all => all.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    /// <summary>The first of them.</summary>
    public string Address => Addresses.Count > 0 ? Addresses[0] : DefaultUrl;

    private StorageOptions StorageOptions => configuration["Storage:Directory"] is { Length: > 0 } folder
        ? new() { Directory = folder }
        : new();

    public static string SectionOf(string side) => char.ToUpperInvariant(side[0]) + side[1..];

    public LogOptions LogOf(string side) =>
        (configuration.GetSection($"{SectionOf(side)}:Log").Get<LogOptions>() ?? new()).WithDefaults(
            side, Storage, namesItself: configuration["Environment"] == "Development");

    /// <exception cref="IOException">The file with the connection string cannot be read.</exception>
    public DatabaseOptions DatabaseOf(string side) =>
        (configuration.GetSection($"{SectionOf(side)}:Database").Get<DatabaseOptions>() ?? new())
            .WithDefaults(side, Storage);

    /// <summary>The folders that a side's data grows in, as the service measures them.</summary>
    public IReadOnlyList<string> FoldersOf(string side) =>
        StorageOptions.FoldersOf(side, DatabaseOf(side), configuration["Evidence:Directory"]);

    /// <summary>With how many megabytes free the service takes no more writes on a side.</summary>
    public long FreeMegabytesOf(string side) =>
        (configuration.GetSection(FreeMegabytesOptions.Section).Get<FreeMegabytesOptions>() ?? new()).Of(side);

    public SqlDialect DialectOf(string side) => SqlDialect.FromName(DatabaseOf(side).Engine);

    /// <param name="path">The configuration file.</param>
    /// <param name="more">What goes before it and before the variables.</param>
    /// <param name="mayBeMissing">Whether there may be no such file: the variables alone count then.</param>
    /// <exception cref="InvalidDataException">It is no JSON, or names a side that there is not.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Installed Read(
        string path, IReadOnlyDictionary<string, string?>? more = null, bool mayBeMissing = false)
    {
        using Stream content = mayBeMissing && !File.Exists(path) ? new MemoryStream("{}"u8.ToArray())
            : File.OpenRead(path);
        try
        {
            var read = new Installed(path, new ConfigurationBuilder().AddJsonStream(content).AddEnvironmentVariables()
                .AddInMemoryCollection(more ?? new Dictionary<string, string?>()).Build());
            return read.Sides.Count > 0 ? read : throw new InvalidDataException($"{path}: Modules");
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            throw new InvalidDataException($"{path}: {JsonSlip.Of(fault).Current}", fault);
        }
    }
}
