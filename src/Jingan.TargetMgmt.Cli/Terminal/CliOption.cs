using System.CommandLine;
using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>Options, described in the chosen language and checked before anything is done.</summary>
internal static class CliOption
{
    public const string DatePattern = "yyyy-MM-dd";

    public static Option<string> Of(string name, Text description, string placeholder, bool required = false) =>
        new(name) { Description = description.Current, HelpName = placeholder, Required = required };

    public static Option<string> File(string name, Text description, bool required = false) =>
        Of(name, description, "file", required).Checked(path => path.Length > 0, new("须为文件名", "must name a file"));

    /// <summary>A name under which a key signs notes (C2SP signed-note).</summary>
    public static Option<string> KeyName(string name, Text description) =>
        Of(name, description, "name", required: true).Checked(
            text => text.Length > 0 && !text.Contains('+', StringComparison.Ordinal)
                && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)),
            new("不得含空白或“+”", "must have no spaces and no \"+\""));

    public static Option<bool> Flag(string name, Text description) => new(name) { Description = description.Current };

    public static Option<bool> DryRun() => Flag("--dry-run", new("只检查，不保存", "check only, store nothing"));

    public static Option<string> Period(bool required = true) =>
        Of("--period", new("填报期，如 2018-06 或 2018-Q2", "reporting period, such as 2018-06 or 2018-Q2"), "code", required)
            .Checked(text => Contracts.Period.TryParse(text, null, out _),
                new("须为 2018-06 或 2018-Q2 的形式", "must look like 2018-06 or 2018-Q2"));

    public static Option<string> Year(Text description, bool required = false) =>
        Of("--year", description, "yyyy", required).Checked(
            text => text.Length == 4 && text.All(char.IsAsciiDigit), new("须为四位年度", "must have four digits"));

    /// <summary>A whole number from 0 on.</summary>
    public static Option<string> Count(string name, Text description) => Of(name, description, "number", required: true)
        .Checked(text => text.Length is > 0 and <= 4 && text.All(char.IsAsciiDigit),
            new("须为不大于 9999 的整数", "must be a whole number, 9999 at most"));

    public static Option<string> Target(bool required) =>
        Of("--target", new("目标编号，如 JA2018-028", "target id, such as JA2018-028"), "id", required)
            .Checked(
                text => TargetId.TryParse(text, null, out _), new("须为 JA2018-028 的形式", "must look like JA2018-028"));

    /// <summary>Refuses a value that does not have its form, as bad usage.</summary>
    public static Option<string> Checked(this Option<string> option, Func<string, bool> isValid, Text fault)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && !isValid(text))
            {
                result.AddError(
                    new Text($"{option.Name} {fault.Zh}：{text}", $"{option.Name} {fault.En}: {text}").Current);
            }
        });
        return option;
    }

    public static bool IsDate(string text) => TryParseDate(text, out _);

    /// <summary>Whether it is a place in a log, or another whole number.</summary>
    public static bool IsIndex(string text) => text.Length is > 0 and < 19 && text.All(char.IsAsciiDigit);

    public static bool TryParseDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, DatePattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>A command with its options and arguments.</summary>
    public static Command Command(string name, Text description, params ReadOnlySpan<Symbol> symbols)
    {
        var command = new Command(name, description.Current);
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Command sub:
                    command.Add(sub);
                    break;
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
            }
        }

        return command;
    }
}
