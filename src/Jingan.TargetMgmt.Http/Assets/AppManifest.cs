using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Jingan.TargetMgmt.Http.Assets;

/// <summary>What a build says of the web app's files, beside the service's program. Which files they are is the app's
/// version: no number that somebody has to remember to raise.</summary>
public static class AppManifest
{
    /// <summary>The header in which every answer of a service tells the version of its app.</summary>
    public const string Header = "App-Version";

    private const int Digits = 16;

    /// <summary>The manifest of a program.</summary>
    public static FileInfo Of(string folder, string program) =>
        new(Path.Combine(folder, $"{program}.staticwebassets.endpoints.json"));

    /// <summary>The version; empty where there is no app.</summary>
    public static string VersionOf(FileInfo? manifest)
    {
        if (manifest is not { Exists: true })
        {
            return "";
        }

        using var said = JsonDocument.Parse(File.ReadAllBytes(manifest.FullName));
        var files = said.RootElement.GetProperty("Endpoints").EnumerateArray().Select(Named)
            .Distinct().Order(StringComparer.Ordinal);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files)));
        return Convert.ToHexStringLower(hash)[..Digits];
    }

    // A file and its hash. When a build wrote it, and how it is compressed, makes no other app.
    private static string Named(JsonElement endpoint)
    {
        var file = endpoint.GetProperty("AssetFile").GetString() ?? "";
        if (Path.GetExtension(file) is ".gz" or ".br")
        {
            return "";
        }

        var hash = endpoint.GetProperty("EndpointProperties").EnumerateArray()
            .FirstOrDefault(p => p.GetProperty("Name").ValueEquals("integrity"));
        return $"{file} {(hash.ValueKind == JsonValueKind.Object ? hash.GetProperty("Value").GetString() : "")}";
    }
}
