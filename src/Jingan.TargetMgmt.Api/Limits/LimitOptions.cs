using System.Globalization;
using Jingan.TargetMgmt.Log;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api.Limits;

/// <summary>How much one caller may ask for: section <c>Limits</c>. Each is far above what people and honest programs
/// do; docs/operations.md, "Limits by caller", shows the same table, and a test compares them.</summary>
internal sealed class LimitOptions
{
    public const string Section = "Limits";

    public Rate Public { get; init; } = new() { Burst = 20_000, PerSecond = 1_000 };

    public Rate Log { get; init; } = new() { Burst = 20_000, PerSecond = 500 };

    public Rate Facts { get; init; } = new() { Burst = 20_000, PerSecond = 2_000 };

    public Rate Read { get; init; } = new() { Burst = 600, PerSecond = 50 };

    public Rate Write { get; init; } = new() { Burst = 1_000, PerSecond = 50 };

    public Rate Export { get; init; } = new() { Burst = 40, PerSecond = 2 };

    public Rate Upload { get; init; } = new() { Burst = 300, PerSecond = 10 };

    /// <summary>How many reads of one caller are answered at a time; further ones wait.</summary>
    public int ReadsAtOnce { get; init; } = 2;

    /// <summary>How many exports of one caller are made at a time; further ones wait. One keeps a core busy, and the
    /// smallest host has two.</summary>
    public int ExportsAtOnce { get; init; } = 1;

    /// <summary>Sign-ins in vain, by address.</summary>
    public Rate SignInAddress { get; init; } = new() { Burst = 100, PerSecond = 1 };

    /// <summary>Sign-ins in vain with tokens that begin alike, from wherever.</summary>
    public Rate SignInToken { get; init; } = new() { Burst = 50, PerSecond = 0.1 };

    /// <summary>What goes into the logs for ever.</summary>
    public QuotaOptions Hourly { get; init; } = new();

    /// <summary>With how few megabytes free a side takes no writes.</summary>
    public FreeMegabytesOptions FreeMegabytes { get; init; } = new();

    /// <summary>How many at a time, by their names.</summary>
    public IReadOnlyList<(string Name, int Bound)> AtOnce =>
        [(nameof(ReadsAtOnce), ReadsAtOnce), (nameof(ExportsAtOnce), ExportsAtOnce)];

    public Rate Of(RouteClass of) => of switch
    {
        RouteClass.Log => Log,
        RouteClass.Facts => Facts,
        RouteClass.Read => Read,
        RouteClass.Write => Write,
        RouteClass.Export => Export,
        RouteClass.Upload => Upload,
        _ => Public,
    };

    /// <summary>These, and nowhere less than what the program comes with.</summary>
    public LimitOptions AtLeastShipped()
    {
        var shipped = new LimitOptions();
        return new()
        {
            Public = Public.AtLeast(shipped.Public), Log = Log.AtLeast(shipped.Log),
            Facts = Facts.AtLeast(shipped.Facts), Read = Read.AtLeast(shipped.Read),
            Write = Write.AtLeast(shipped.Write), Export = Export.AtLeast(shipped.Export),
            Upload = Upload.AtLeast(shipped.Upload),
            ReadsAtOnce = Math.Max(ReadsAtOnce, shipped.ReadsAtOnce),
            ExportsAtOnce = Math.Max(ExportsAtOnce, shipped.ExportsAtOnce),
            SignInAddress = SignInAddress.AtLeast(shipped.SignInAddress),
            SignInToken = SignInToken.AtLeast(shipped.SignInToken),
            Hourly = Hourly.AtLeast(shipped.Hourly), FreeMegabytes = FreeMegabytes,
        };
    }

    /// <summary>Every rate by its name.</summary>
    public IReadOnlyList<(string Name, Rate Rate)> Rates =>
    [
        .. Enum.GetValues<RouteClass>().Select(c => (c.ToString(), Of(c))),
        (nameof(SignInAddress), SignInAddress), (nameof(SignInToken), SignInToken),
    ];

    /// <summary>Says which setting is none.</summary>
    internal sealed class Check : IValidateOptions<LimitOptions>
    {
        public ValidateOptionsResult Validate(string? name, LimitOptions options)
        {
            List<string> faults =
            [
                .. options.Rates.Where(r => r.Rate.Burst is < 1 or > Rate.Most).Select(r => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Section}:{r.Name}:Burst is {r.Rate.Burst}; write 1 to {Rate.Most}.")),
                .. options.Rates.Where(r => !(r.Rate.PerSecond is >= Rate.Slowest and <= Rate.Most)).Select(r =>
                    string.Create(CultureInfo.InvariantCulture,
                        $"{Section}:{r.Name}:PerSecond is {r.Rate.PerSecond}; write {Rate.Slowest} to {Rate.Most}.")),
                .. options.Hourly.Bounds.Where(b => b.Bound is < 1 or > QuotaOptions.Most).Select(b => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Section}:{nameof(Hourly)}:{b.Name} is {b.Bound}; write 1 to {QuotaOptions.Most}.")),
            ];
            faults.AddRange(options.AtOnce.Where(a => a.Bound is < 1 or > 1_000).Select(a => string.Create(
                CultureInfo.InvariantCulture, $"{Section}:{a.Name} is {a.Bound}; write 1 to 1000.")));
            if (options.FreeMegabytes is not { Evaluation: >= 0 and <= FreeMegabytesOptions.MostForEvaluation } free
                || free.Evaluation > free.Government)
            {
                faults.Add($"{Section}:{nameof(FreeMegabytes)}: Evaluation is {options.FreeMegabytes.Evaluation} and "
                    + $"Government {options.FreeMegabytes.Government}; write 0 to "
                    + $"{FreeMegabytesOptions.MostForEvaluation} for Evaluation, and not more than for Government: the "
                    + "government's side stops first.");
            }

            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}

/// <summary>So many at once, and so many a second for as long as one likes.</summary>
internal sealed class Rate
{
    public const int Most = 1_000_000;

    public const double Slowest = 0.001;

    public int Burst { get; init; }

    public double PerSecond { get; init; }

    /// <summary>The greater of each.</summary>
    public Rate AtLeast(Rate other) => new()
    {
        Burst = Math.Max(Burst, other.Burst), PerSecond = Math.Max(PerSecond, other.PerSecond),
    };
}

/// <summary>What one caller may write in an hour: section <c>Limits:Hourly</c>.</summary>
internal sealed class QuotaOptions
{
    public const int Most = 2_000_000;

    /// <summary>Writes that are logged.</summary>
    public int Writes { get; init; } = 20_000;

    /// <summary>Of these, writes about one target.</summary>
    public int WritesPerTarget { get; init; } = 600;

    /// <summary>Megabytes of what they bring, files apart.</summary>
    public int Megabytes { get; init; } = 256;

    /// <summary>Megabytes of files.</summary>
    public int FileMegabytes { get; init; } = 4_096;

    /// <summary>The greater of each.</summary>
    public QuotaOptions AtLeast(QuotaOptions other) => new()
    {
        Writes = Math.Max(Writes, other.Writes), WritesPerTarget = Math.Max(WritesPerTarget, other.WritesPerTarget),
        Megabytes = Math.Max(Megabytes, other.Megabytes), FileMegabytes = Math.Max(FileMegabytes, other.FileMegabytes),
    };

    /// <summary>Every bound by its name.</summary>
    public IReadOnlyList<(string Name, int Bound)> Bounds =>
    [
        (nameof(Writes), Writes), (nameof(WritesPerTarget), WritesPerTarget), (nameof(Megabytes), Megabytes),
        (nameof(FileMegabytes), FileMegabytes),
    ];
}
