using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Doors;

/// <summary>The certificate that https addresses show. Its files are looked at whenever a connection is made, so that
/// one that was renewed is shown without a restart.</summary>
/// <remarks>Files that cannot be read, or do not belong together, change nothing: what was shown before is shown on,
/// and the service log says why. They are tried again every minute: a repair of who may read them changes neither time
/// nor length.</remarks>
internal sealed partial class ServerCertificate(
    IOptions<DoorOptions> options, TimeProvider clock, ILogger<ServerCertificate> logger)
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly Lock _loading = new();
    private volatile Loaded? _loaded;

    /// <summary>Whether there is one; otherwise https addresses are as the server's own settings say.</summary>
    public bool IsSet => options.Value.CertificateFile.Length > 0;

    /// <summary>Shows it on every https address.</summary>
    /// <exception cref="InvalidDataException">It cannot be read: a start stops.</exception>
    public void ShowOn(HttpsConnectionAdapterOptions https)
    {
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        if (IsSet)
        {
            Current();
            // The server asks for one or the other; only the second shows the chain.
            https.ServerCertificateSelector = (_, _) => Current().TargetCertificate;
            https.OnAuthenticate = (_, ssl) =>
            {
                ssl.ServerCertificateSelectionCallback = null;
                ssl.ServerCertificateContext = Current();
            };
        }
    }

    /// <summary>The certificate as the files have it now, or had it while they could be read.</summary>
    public SslStreamCertificateContext Current()
    {
        var stamp = Stamp();
        if (_loaded is { } known && IsCurrent(known, stamp))
        {
            return known.Context;
        }

        lock (_loading)
        {
            if (_loaded is not { } before || !IsCurrent(before, stamp))
            {
                _loaded = Load(stamp, _loaded);
            }

            return _loaded.Context;
        }
    }

    private bool IsCurrent(Loaded loaded, string stamp) => loaded.Stamp == stamp
        && (loaded.FailedAt is not { } failed || clock.GetElapsedTime(failed) < Again);

    private Loaded Load(string stamp, Loaded? before)
    {
        var (file, keyFile) = (options.Value.CertificateFile, options.Value.CertificateKeyFile);
        try
        {
            using var read = X509Certificate2.CreateFromPemFile(file, keyFile);
            // Windows takes no key that is in memory only.
            var shown = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(file);
            chain.RemoveAt(0);
            Log.Shown(logger, shown.Subject, shown.NotAfter.ToUniversalTime(), file);
            return new(stamp, SslStreamCertificateContext.Create(shown, chain, offline: true));
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or IOException
            or UnauthorizedAccessException or NotSupportedException)
        {
            if (before is null)
            {
                throw new InvalidDataException($"{file}, {keyFile}: {fault.Message}", fault);
            }

            Log.Kept(logger, file, keyFile, fault.Message);
            return before with { Stamp = stamp, FailedAt = clock.GetTimestamp() };
        }
    }

    private string Stamp() =>
        $"{StampOf(options.Value.CertificateFile)} {StampOf(options.Value.CertificateKeyFile)}";

    // Of what a link leads to: whoever renews certificates often moves the link.
    private static string StampOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return file.Exists ? $"{file.FullName}:{file.LastWriteTimeUtc.Ticks}:{file.Length}" : "";
        }
        catch (IOException)
        {
            return ""; // a link that leads nowhere
        }
    }

    private sealed record Loaded(string Stamp, SslStreamCertificateContext Context, long? FailedAt = null);

    private static partial class Log
    {
        [LoggerMessage(3401, LogLevel.Information,
            "The certificate of {Certificate}, good until {Until}, is shown: {Path}.")]
        public static partial void Shown(ILogger logger, string certificate, DateTime until, string path);

        [LoggerMessage(3402, LogLevel.Warning,
            "{Path} and {KeyPath} cannot be used; the certificate before them is shown on. {Fault}")]
        public static partial void Kept(ILogger logger, string path, string keyPath, string fault);
    }
}
