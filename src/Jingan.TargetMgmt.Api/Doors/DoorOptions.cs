using System.Net;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Doors;

/// <summary>How this process is reached, and how long a request may take: section <c>Doors</c>.</summary>
internal sealed class DoorOptions
{
    public const string Section = "Doors";

    /// <summary>The most that anybody may be made to keep up with: some lines are slow, and ratings come by them, too.
    /// </summary>
    private const double FastestNeeded = 10_000;

    /// <summary>The addresses, or networks such as <c>10.1.2.0/24</c>, of the reverse proxies before this service. What
    /// these say of who asks, and whether by TLS, is believed; what anybody else says is not. None unless named.
    /// </summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>How long a request may take, from its headers to its answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for what works on much: imports, many lines, exports.</summary>
    public TimeSpan LongTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The same for a file that is uploaded or downloaded.</summary>
    public TimeSpan FileTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The slowest that a body may come or an answer be taken, after five seconds of grace.</summary>
    public double MinBytesPerSecond { get; init; } = 240;

    /// <summary>PEM: the certificate that https addresses show, and the chain behind it. Empty: as the server's own
    /// settings say.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>PEM: its key, not encrypted.</summary>
    public string CertificateKeyFile { get; init; } = "";

    /// <summary>Says which setting is none.</summary>
    internal sealed class Check(IConfiguration configuration) : IValidateOptions<DoorOptions>
    {
        // The framework's own switch believes everybody.
        private const string TrustsEverybody = "ForwardedHeaders_Enabled";

        public ValidateOptionsResult Validate(string? name, DoorOptions options)
        {
            List<string> faults =
            [
                .. options.Proxies.Where(p => !IPNetwork.TryParse(p, out _) && !IPAddress.TryParse(p, out _))
                    .Select(p => $"{Section}:Proxies: '{p}' is neither an address nor a network such as 10.1.2.0/24."),
                .. Times(options).Where(t => t.Value < TimeSpan.FromSeconds(1) || t.Value > TimeSpan.FromDays(1))
                    .Select(t => $"{Section}:{t.Name} is {t.Value}; write 00:00:01 to 1.00:00:00."),
            ];
            if (options.MinBytesPerSecond is < 1 or > FastestNeeded or double.NaN)
            {
                faults.Add($"{Section}:MinBytesPerSecond is {options.MinBytesPerSecond}; write 1 to {FastestNeeded}.");
            }

            if ((options.CertificateFile.Length == 0) != (options.CertificateKeyFile.Length == 0))
            {
                faults.Add($"{Section}: CertificateFile and CertificateKeyFile are set together, or neither.");
            }

            if (string.Equals(configuration[TrustsEverybody], "true", StringComparison.OrdinalIgnoreCase))
            {
                faults.Add($"{TrustsEverybody} believes whoever asks; name the proxies in {Section}:Proxies instead.");
            }

            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }

        private static IEnumerable<(string Name, TimeSpan Value)> Times(DoorOptions options) =>
        [
            (nameof(Timeout), options.Timeout), (nameof(LongTimeout), options.LongTimeout),
            (nameof(FileTimeout), options.FileTimeout),
        ];
    }
}
