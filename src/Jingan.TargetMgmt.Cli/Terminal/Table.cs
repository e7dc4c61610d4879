namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>Columns that line up, Chinese characters taking two cells.</summary>
internal static class Table
{
    public static void Write(
        CommandConsole terminal, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> lines =
        [
            header, .. rows.Select(r => (IReadOnlyList<string>)[.. r.Select(CommandConsole.Printable)]),
        ];
        var widths = header.Select((_, column) => lines.Max(line => Width(line[column]))).ToArray();
        foreach (var line in lines)
        {
            terminal.Write(string.Join("  ",
                line.Select((cell, column) => cell + new string(' ', widths[column] - Width(cell)))).TrimEnd());
        }
    }

    // Unicode Standard Annex 11, as far as Chinese text needs it.
    private static int Width(string text) =>
        text.Sum(c =>
            c is >= '\u1100' and <= '\u115F' or >= '\u2E80' and <= '\uA4CF' or >= '\uAC00' and <= '\uD7A3'
                or >= '\uF900' and <= '\uFAFF'
            or >= '\uFE30' and <= '\uFE6F' or >= '\uFF00' and <= '\uFF60' or >= '\uFFE0' and <= '\uFFE6' ? 2 : 1);
}
