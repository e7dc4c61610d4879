using System.CommandLine;
using System.Globalization;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary>What is said of somebody who is let in, by a token or by the identity provider: name, role, unit, until
/// when.</summary>
internal sealed class HolderOptions
{
    /// <summary>How long access may be given for.</summary>
    public const int LongestDays = 3660;

    private readonly Option<string> _name = CliOption.Of(
        "--name", new("持有人；写入审计链", "who holds it; goes into the log"), "name", required: true);

    private readonly Option<string> _role = CliOption.Of("--role", new("角色；一人只有一个", "role; a holder has exactly one"),
        string.Join('|', Role.All), required: true);

    private readonly Option<string> _unit = CliOption.Of(
        "--unit", new("单位代码；仅 reporter 有且必须有", "unit code; for a reporter, and only for one"), "code");

    private readonly Option<bool> _signs = CliOption.Flag(
        "--signs", new("持有人为本单位的签发人；仅 reporter", "the holder signs the unit's reports; of a reporter"));

    private readonly Option<string> _days = CliOption.Of("--days", new("有效天数", "days it is valid"), "n").Checked(IsDays,
        new($"须为 1 到 {LongestDays} 的整数", $"must be a whole number from 1 to {LongestDays}"));

    private readonly Option<string> _expires = CliOption.Of("--expires", new(
        "最后有效日（上海日期，含当日）；代替 --days", "last valid day (Shanghai date, the day included); instead of --days"),
        CliOption.DatePattern)
        .Checked(CliOption.IsDate, new($"须为 {CliOption.DatePattern}", $"must be {CliOption.DatePattern}"));

    public HolderOptions() => _days.DefaultValueFactory = _ => "365";

    public IReadOnlyList<Option> All => [_name, _role, _unit, _signs, _days, _expires];

    public string NameIn(ParseResult parsed) => parsed.GetRequiredValue(_name).Trim().Normalize();

    public string RoleIn(ParseResult parsed) => parsed.GetRequiredValue(_role);

    public string? UnitIn(ParseResult parsed) => parsed.GetValue(_unit);

    /// <summary>True, or null: what is not so is not written.</summary>
    public bool? SignsIn(ParseResult parsed) => parsed.GetValue(_signs) ? true : null;

    /// <summary>The instant from which it no longer counts.</summary>
    public DateTimeOffset EndIn(ParseResult parsed, DateTimeOffset now)
    {
        if (parsed.GetValue(_expires) is not { } lastDay)
        {
            return now.AddDays(int.Parse(parsed.GetRequiredValue(_days), CultureInfo.InvariantCulture));
        }

        if (parsed.GetResult(_days) is { Implicit: false })
        {
            throw ClientException.Impossible(new(
                "--days 与 --expires 只能选一个。", "--days and --expires exclude each other."));
        }

        _ = CliOption.TryParseDate(lastDay, out var day);
        var today = ShanghaiDate.Of(now);
        return day >= today && day <= today.AddDays(LongestDays)
            ? new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).ToUniversalTime()
            : throw ClientException.Refused(new(
                $"{lastDay} 不可用；请给今天起 {LongestDays} 天内的日期。",
                $"{lastDay} will not do; give a day from today to {LongestDays} days ahead."));
    }

    private static bool IsDays(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
        && days is >= 1 and <= LongestDays;
}
