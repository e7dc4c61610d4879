using System.Globalization;
using System.Text;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.WorkReports;

namespace Jingan.TargetMgmt.Tests.Government.WorkReports;

/// <summary>How much of the 2018 report the rules find, against the targets that people made of it. recall-2018.md
/// has the figures, what is missed and what is wrong.</summary>
public sealed class DraftRecallTests
{
    // How much of the shorter title's pairs of signs the other must have.
    private const decimal Alike = 0.6m;

    private static readonly string Folder = Path.Combine(
        Repository.Root, "tests", "Jingan.TargetMgmt.Tests", "Government", "WorkReports");

    private static readonly (string Name, Func<TargetKind, bool> Has)[] Kinds =
    [
        ("quantitative", k => k == TargetKind.Quantitative), ("milestone", k => k == TargetKind.Milestone),
        ("qualitative", k => k == TargetKind.Qualitative),
    ];

    [Fact]
    public async Task The_2018_report_is_found_as_far_as_the_golden_file_says()
    {
        var proposals = WorkReport.Read(await File.ReadAllTextAsync(
            Path.Combine(Folder, "report-2018.txt"), TestContext.Current.CancellationToken)).Targets;
        var seeds = TargetTable.Read(await File.ReadAllTextAsync(
            Path.Combine(Repository.SeedFolder, "targets.csv"), TestContext.Current.CancellationToken), Units())
            .File!.Rows.Select(r => r.Item!).ToList();

        var report = new StringBuilder("# What the rules find in the report of 2018\n\n"
            + "Made by a test (`DraftRecallTests`; `UPDATE_GOLDEN=1` writes it) from the report and from the targets "
            + "that people made of it (`seeds/jingan-2018`).\nA proposal is right where its kind, number and unit of "
            + "measure are a target's, and its title is like the target's.\n\n"
            + "| kind | targets | found | recall | proposals | right | precision |\n|---|---|---|---|---|---|---|\n");
        var details = new StringBuilder();
        foreach (var (name, has) in Kinds)
        {
            var (wanted, made) = (seeds.Where(s => has(s.Kind)).ToList(), proposals.Where(p => has(p.Kind)).ToList());
            var (missed, wrong) = Compare(wanted, made);
            report.Append(CultureInfo.InvariantCulture, $"| {name} | {wanted.Count} | {wanted.Count - missed.Count} | "
                + $"{Share(wanted.Count - missed.Count, wanted.Count)} | {made.Count} | {made.Count - wrong.Count} | "
                + $"{Share(made.Count - wrong.Count, made.Count)} |\n");
            List(details, $"{name}: missed", missed.Select(s => $"{s.Id} {s.Title}"));
            List(details, $"{name}: proposed and no target there", wrong.Select(Draft.Line));
            if (has(TargetKind.Quantitative))
            {
                Assert.True(missed.Count * 5 <= wanted.Count, "recall below 0.8");
                Assert.True(wrong.Count * 5 <= made.Count, "precision below 0.8");
            }
        }

        var text = report.Append(details).ToString();
        var file = Path.Combine(Folder, "recall-2018.md");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), text);
    }

    [Theory]
    [InlineData("建设公共绿地7万平方米", 7, "万平方米")]
    [InlineData("新增3家长者照护之家", 3, "家")]
    [InlineData("实施屋面及相关设施改造100万平方米", 100, "万平方米")]
    public void Some_of_them_by_name(string title, int value, string unit) => Assert.Contains(
        WorkReport.Read(File.ReadAllText(Path.Combine(Folder, "report-2018.txt"))).Targets,
        t => t.Title == title && t.TargetValue == value && t.UnitOfMeasure == unit && t.Certainty == Certainty.High);

    // Each proposal stands for one target at most, the most alike first.
    private static (List<Target> Missed, List<ProposedTarget> Wrong) Compare(
        List<Target> wanted, List<ProposedTarget> made)
    {
        var (missed, wrong) = (wanted.ToList(), made.ToList());
        foreach (var (target, proposal, _) in wanted
            .SelectMany(w => made.Select(m => (w, m, Likeness: LikenessOf(w, m))))
            .Where(p => p.Likeness >= Alike).OrderByDescending(p => p.Likeness))
        {
            if (missed.Contains(target) && wrong.Contains(proposal))
            {
                missed.Remove(target);
                wrong.Remove(proposal);
            }
        }

        return (missed, wrong);
    }

    private static decimal LikenessOf(Target target, ProposedTarget proposal)
    {
        var isSame = target.TargetValue == proposal.TargetValue && target.UnitOfMeasure == proposal.UnitOfMeasure
            && (target.Provisional == true) == proposal.Provisional;
        var (one, other) = (Pairs(target.Title), Pairs(proposal.Title));
        return isSame ? (decimal)one.Count(other.Contains) / Math.Min(one.Count, other.Count) : 0;
    }

    private static HashSet<string> Pairs(string title)
    {
        var signs = string.Concat(title.Where(char.IsLetterOrDigit));
        return [.. Enumerable.Range(0, signs.Length - 1).Select(i => signs.Substring(i, 2))];
    }

    private static string Share(int part, int whole) =>
        whole == 0 ? "–" : ((decimal)part / whole).ToString("0.00", CultureInfo.InvariantCulture);

    private static void List(StringBuilder text, string title, IEnumerable<string> lines) => text.Append(
        CultureInfo.InvariantCulture, $"\n## {title}\n\n{string.Concat(lines.Select(l => $"- {l}\n"))}");

    private static Jingan.TargetMgmt.Government.Units.UnitNames Units() => new([.. File.ReadAllLines(
        Path.Combine(Repository.SeedFolder, "units.csv")).Skip(1).Select(l => l.Split(',')).Select(c =>
        new Unit(UnitCode.Parse(c[0], null), c[1],
            c[2] == "department" ? UnitKind.Department : UnitKind.Subdistrict))]);
}
