using System.Text;
using Jingan.TargetMgmt.Http.Assets;
using Microsoft.Extensions.FileProviders;

namespace Jingan.TargetMgmt.Api.Pages;

/// <summary>Which version of the web app belongs to this service: by what its files are, not by a number that somebody
/// has to remember to raise. The first page bears it and every answer tells it, so that an app that was loaded before
/// the service was renewed, or that something in between has kept, finds out.</summary>
internal sealed class AppVersion(string version)
{
    private const string Unset = "name=\"app-version\" content=\"\"";

    /// <summary>Of what a build says of the app's files; nothing is told where there is no app.</summary>
    public static AppVersion Of(FileInfo? manifest) => new(AppManifest.VersionOf(manifest));

    /// <summary>Tells it with an answer.</summary>
    public void Tell(HttpResponse response)
    {
        if (version.Length > 0)
        {
            response.Headers[AppManifest.Header] = version;
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
            Unset, Unset.Replace("\"\"", $"\"{version}\"", StringComparison.Ordinal), StringComparison.Ordinal));
    }
}
