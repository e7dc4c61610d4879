using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.FileProviders;

namespace Jingan.TargetMgmt.Api.Pages;

/// <summary>Which version of the web app belongs to this service: by what its files are, not by a number that somebody
/// has to remember to raise. The first page bears it and every answer tells it, so that an app that was loaded before
/// the service was renewed, or that something in between has kept, finds out.</summary>
internal sealed class AppVersion
{
    public const string Header = "App-Version";

    private const string Unset = "name=\"app-version\" content=\"\"";
    private const int Digits = 16;

    private readonly string _version;

    private AppVersion(string version) => _version = version;

    /// <summary>Of what a build says of the app's files; nothing is told where there is no app.</summary>
    public static AppVersion Of(FileInfo? manifest)
    {
        if (manifest is not { Exists: true })
        {
            return new("");
        }

        using var content = manifest.OpenRead();
        var files = JsonNode.Parse(content)!["Endpoints"]!.AsArray().Select(Named)
            .Distinct().Order(StringComparer.Ordinal);
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files))))[..Digits]);
    }

    /// <summary>Tells it with an answer.</summary>
    public void Tell(HttpResponse response)
    {
        if (_version.Length > 0)
        {
            response.Headers[Header] = _version;
        }
    }

    /// <summary>The first page with the version in it; null where there is no such page.</summary>
    public byte[]? FirstPage(IFileInfo file)
    {
        if (!file.Exists)
        {
            return null;
        }

        using var content = file.CreateReadStream();
        using var reader = new StreamReader(content, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd().Replace(
            Unset, Unset.Replace("\"\"", $"\"{_version}\"", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    // A file and its hash. When a build wrote it, and how it is compressed, makes no other app.
    private static string Named(JsonNode? endpoint)
    {
        var properties = endpoint!["EndpointProperties"]!.AsArray();
        var hash = properties.FirstOrDefault(p => (string?)p!["Name"] == "integrity")?["Value"];
        var file = (string?)endpoint["AssetFile"] ?? "";
        return Path.GetExtension(file) is ".gz" or ".br" ? "" : $"{file} {hash}";
    }
}
