using System.Text.Json;
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
    public string Path => path;

    public IConfiguration Configuration => configuration;

    public IReadOnlyList<string> Sides => configuration["Modules"] is { Length: > 0 } some
        ? some.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : ["government", "evaluation"];

    /// <summary>The side that runs elsewhere; null where both are here.</summary>
    public string? OtherSide => Sides is [var only] ? only == "government" ? "evaluation" : "government" : null;

    public string Storage => configuration["Storage:Directory"] is { Length: > 0 } folder ? folder
        : new StorageOptions().Directory;

    public string TokenFile => System.IO.Path.Combine(Storage, "access-tokens.json");

    public string Evidence => configuration["Evidence:Directory"] is { Length: > 0 } folder ? folder
        : System.IO.Path.Combine(Storage, "evidence");

    /// <summary>The first address that the service listens on.</summary>
    public string Address => (configuration["Urls"] ?? configuration.GetSection("Kestrel:Endpoints").GetChildren()
        .Select(e => e["Url"]).FirstOrDefault(u => u is not null) ?? "http://localhost:5080").Split(';')[0];

    public static string SectionOf(string side) => char.ToUpperInvariant(side[0]) + side[1..];

    public LogOptions LogOf(string side) =>
        (configuration.GetSection($"{SectionOf(side)}:Log").Get<LogOptions>() ?? new()).WithDefaults(
            side, Storage, namesItself: configuration["Environment"] == "Development");

    /// <exception cref="IOException">The file with the connection string cannot be read.</exception>
    public DatabaseOptions DatabaseOf(string side) =>
        (configuration.GetSection($"{SectionOf(side)}:Database").Get<DatabaseOptions>() ?? new())
            .WithDefaults(side, Storage);

    public SqlDialect DialectOf(string side) => SqlDialect.FromName(DatabaseOf(side).Engine);

    /// <exception cref="InvalidDataException">It is no JSON.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Installed Read(string path)
    {
        using var content = File.OpenRead(path);
        try
        {
            return new(path,
                new ConfigurationBuilder().AddJsonStream(content).AddEnvironmentVariables().Build());
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }
}
