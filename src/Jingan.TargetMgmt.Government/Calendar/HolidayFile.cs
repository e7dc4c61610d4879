using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Calendar;

/// <summary>The days of one year that are not what their weekday says.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Source">The notices that they come from.</param>
/// <param name="IsWorkday">A holiday: false. A make-up workday 调休上班: true.</param>
internal sealed record HolidayYear(int Year, string Source, IReadOnlyDictionary<DateOnly, bool> IsWorkday);

/// <summary>A year's holidays and make-up workdays as a file: <c>seeds/holidays/YYYY.csv</c>.</summary>
internal static class HolidayFile
{
    private const string Header = "date,kind,name";
    private const string SourceLine = "# source: ";

    /// <summary>Every year of a folder; none when the folder's name is empty.</summary>
    /// <exception cref="InvalidDataException">There is no such folder, or a file breaks the form:
    /// the message names file and line.</exception>
    public static IReadOnlyList<HolidayYear> ReadFolder(string folder)
    {
        if (folder.Length == 0)
        {
            return [];
        }

        if (!Directory.Exists(folder))
        {
            throw Fault(folder, new("没有此目录", "there is no such folder"));
        }

        return
        [
            .. Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal).Select(file =>
                Read(file, File.ReadAllText(file))),
        ];
    }

    /// <exception cref="InvalidDataException">The text breaks the form.</exception>
    public static HolidayYear Read(string file, string text)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (name.Length != 4
            || !int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year == 0)
        {
            throw Fault(file, new("文件名须为 YYYY.csv", "must be named YYYY.csv"));
        }

        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var sources = lines.TakeWhile(l => l.StartsWith('#'))
            .Where(l => l.StartsWith(SourceLine, StringComparison.Ordinal))
            .Select(l => l[SourceLine.Length..].Trim()).ToList();
        if (sources.Count == 0 || sources.Any(s => s.Length == 0)
            || !lines[0].StartsWith(SourceLine, StringComparison.Ordinal))
        {
            throw Fault($"{file}:1", new(
                $"首行须以“{SourceLine}”写明通知", $"the first line must name the notice: \"{SourceLine}…\""));
        }

        var head = Array.FindIndex(lines, l => !l.StartsWith('#'));
        if (head < 0 || lines[head] != Header)
        {
            throw Fault($"{file}:{head + 1}", new($"列名须为 {Header}", $"the columns must be {Header}"));
        }

        var days = new Dictionary<DateOnly, bool>();
        foreach (var (line, number) in lines.Select((l, i) => (l, i + 1)).Skip(head + 1).Where(l => l.l.Length > 0))
        {
            var (day, isWorkday) = ReadDay(line, $"{file}:{number}", year);
            if (!days.TryAdd(day, isWorkday))
            {
                throw Fault($"{file}:{number}", new("日期重复", "the day appears twice"));
            }
        }

        return days.Count > 0
            ? new(year, string.Join("；", sources), days)
            : throw Fault(file, new("没有任何日期", "has no days"));
    }

    private static (DateOnly Day, bool IsWorkday) ReadDay(string line, string place, int year)
    {
        var cells = line.Split(',');
        if (cells.Length != 3 || cells[2].Trim().Length == 0)
        {
            throw Fault(place, new($"每行须为 {Header}", $"every line is {Header}"));
        }

        if (!DateOnly.TryParseExact(
            cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw Fault(place, new($"日期有误：{cells[0]}", $"is no date: {cells[0]}"));
        }

        if (day.Year != year)
        {
            throw Fault(place, new($"不是 {year} 年的日期", $"is no day of {year}"));
        }

        var isWorkday = cells[1] switch
        {
            "holiday" => false,
            "workday" => true,
            _ => throw Fault(
                place, new($"类别须为 holiday 或 workday：{cells[1]}", $"is neither holiday nor workday: {cells[1]}")),
        };
        return isWorkday && !WorkingDays.IsWeekend(day)
            ? throw Fault(place, new("调休上班日须为周六或周日", "a make-up workday is a Saturday or Sunday"))
            : (day, isWorkday);
    }

    private static InvalidDataException Fault(string place, Text fault) => new($"{place}: {fault.Zh} / {fault.En}");
}
