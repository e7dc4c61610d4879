using System.Globalization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>The holidays of this year, and from December on of the next, when the notice is out.</summary>
internal static class HolidayLook
{
    private const string Setting = "Government:Reporting:HolidayFolder";

    private const int NoticeMonth = 12;

    public static IEnumerable<Finding> Look(Examined examined)
    {
        var configured = examined.Installed.Configuration[Setting];
        if (!examined.Installed.Sides.Contains("government"))
        {
            yield break;
        }

        if (configured == "")
        {
            yield return Finding.Ok("holidays", new($"{Setting} 为空：各年均按周末计算",
                $"{Setting} is empty: weekends alone count"));
            yield break;
        }

        var folder = Path.IsPathRooted(configured) ? configured
            : examined.ProgramFolder is { } program
                ? Path.Combine(program, configured ?? Path.Combine("seeds", "holidays"))
            : null;
        if (folder is null)
        {
            yield return Finding.Warn("holidays", new("未查看：不知道服务程序在哪个文件夹",
                "not looked at: the service's program was not found"),
                new("用 --program 指出", "name its folder with --program"));
            yield break;
        }

        var today = ShanghaiDate.Of(examined.Now);
        int[] years = today.Month >= NoticeMonth ? [today.Year, today.Year + 1] : [today.Year];
        List<string> missing = [.. years.Select(y => y.ToString("D4", CultureInfo.InvariantCulture))
            .Where(y => !File.Exists(Path.Combine(folder, y + ".csv")))];
        yield return missing.Count == 0
            ? Finding.Ok("holidays", new($"{string.Join("、", years)} 年的节假日文件都在",
                $"the files of {string.Join(", ", years)} are there"))
            : Finding.Warn("holidays",
                new($"{folder} 缺少 {string.Join("、", missing)} 年的文件：只按周末计算",
                    $"{folder} has no file of {string.Join(", ", missing)}: weekends alone count"),
                new("按国务院办公厅的通知写 YYYY.csv，再重启服务",
                    "write YYYY.csv from the State Council's notice, and start the service "
                    + "again"));
    }
}
