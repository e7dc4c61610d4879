using System.Globalization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Facts;
using Jingan.TargetMgmt.Government.Seeds;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.Log;
using Jingan.TargetMgmt.Tests.SqlServer;

namespace Jingan.TargetMgmt.Tests.Government;

/// <summary>The targets of 静安区 for 2018 as they are loaded, against the figures of the year's 政府工作报告.</summary>
public abstract class SeedTests(SqlDialect engine, SeedTests.Loaded loaded) : IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => loaded.LoadAsync(engine);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void There_are_99_targets_numbered_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, 99).Select(n => $"JA2018-{n:000}"), loaded.Targets.Select(t => t.Id.Value));

    [Fact]
    public void All_levels_and_kinds_are_there()
    {
        Assert.Equal(6, loaded.Targets.Count(t => t.Level == TargetLevel.Overall));
        Assert.InRange(loaded.Targets.Count(t => t.Kind == TargetKind.Quantitative), 36, 99);
        Assert.InRange(loaded.Targets.Count(t => t.Kind != TargetKind.Quantitative), 20, 99);
        Assert.Contains(loaded.Targets, t => t.Kind == TargetKind.Milestone);
        Assert.All(loaded.Targets, t => Assert.Equal(2018, t.Year));
        Assert.Equal(8, loaded.Targets.Select(t => t.Field).Distinct().Count()); // 主要预期目标 and the seven areas
    }

    [Fact]
    public void There_are_13_jiedao_and_one_town()
    {
        var subdistricts = loaded.Units.Where(u => u.Kind == UnitKind.Subdistrict).ToList();
        Assert.Equal(13, subdistricts.Count(u => u.Name.EndsWith("街道", StringComparison.Ordinal)));
        Assert.Equal("彭浦镇", Assert.Single(subdistricts, u => !u.Name.EndsWith("街道", StringComparison.Ordinal)).Name);
        Assert.Equal(loaded.Units.Count, loaded.Units.Select(u => u.Name).Distinct().Count());
    }

    [Fact]
    public void Every_unit_that_a_target_names_exists()
    {
        var known = loaded.Units.Select(u => u.Code).ToHashSet();
        Assert.All(loaded.Targets.SelectMany(t => (IEnumerable<UnitCode>)[t.LeadUnit,
            .. t.CoUnits?.Select(c => c.Unit) ?? [], .. t.CertifyingUnit is { } c ? [c] : (UnitCode[])[]]),
            code => Assert.Contains(code, known));
        Assert.Contains(loaded.Targets, t => t.CoUnits is { Count: > 0 });
    }

    [Theory]
    [InlineData("JA2018-028", "公共绿地", "7", "万平方米")]
    [InlineData("JA2018-003", "固定资产投资", "242", "亿元")]
    [InlineData("JA2018-004", "二级旧里", "3.74", "万平方米")]
    [InlineData(null, "高新技术企业", "265", "家")]
    [InlineData(null, "引领创业", "800", "人")]
    [InlineData("JA2018-062", "旧区改造受益", "3500", "户")]
    [InlineData(null, "租赁住房", "6000", "套")]
    [InlineData("JA2018-029", "亿元楼", "67", "幢")]
    public void The_reports_figures_are_the_targets(string? id, string title, string value, string measure)
    {
        var target = Assert.Single(loaded.Targets, t => t.Title.Contains(
            title, StringComparison.Ordinal) && t.TargetValue == decimal.Parse(value, CultureInfo.InvariantCulture));
        Assert.Equal(id ?? target.Id.Value, target.Id.Value);
        Assert.Equal(measure, target.UnitOfMeasure);
    }

    // "保持稳定" is read as: not fewer than the year before.
    [Fact]
    public void Stable_means_not_below_the_baseline()
    {
        var stable = loaded.Targets.Single(t => t.Id.Value == "JA2018-029");
        Assert.Equal((67, 67, Direction.Maintain), (stable.Baseline, stable.TargetValue, stable.Direction));
    }

    [Fact]
    public void What_the_city_sets_is_open() => Assert.Equal(
        ["JA2018-006", "JA2018-068"],
        loaded.Targets.Where(t => t.Provisional == true && t.TargetValue is null).Select(t => t.Id.Value));

    // The report gives the total of 206 and its parts.
    [Fact]
    public void The_parts_of_the_residential_repairs_add_up()
    {
        string[] parts = ["直管公房", "屋面", "多高层", "雨污水"];
        var values = parts.Select(p => Assert.Single(loaded.Targets, t =>
            t.UnitOfMeasure == "万平方米" && t.Title.Contains(p, StringComparison.Ordinal)).TargetValue).ToList();
        Assert.Equal([6, 100, 70, 30], values);
        Assert.Equal(206, values.Sum());
    }

    [Fact]
    public void Every_source_says_which_part_is_our_assumption() =>
        Assert.All(loaded.Targets, t => Assert.EndsWith("牵头单位为本项目假定", t.Source, StringComparison.Ordinal));

    [Fact]
    public void Every_target_passes_the_rules_for_new_ones() =>
        Assert.All(loaded.Targets, t => Assert.True(new TargetValidator().Validate(t).IsValid, t.Id.Value));

    [Fact]
    public async Task The_log_has_one_entry_for_each_unit_target_and_period()
    {
        Assert.Equal(99, loaded.Count);
        var log = await StoredLog.ReadAsync(loaded.File.Db);
        var opened =
            (await new ProgressFacts(loaded.File.Db, loaded.File.Db.MarkerOf(), new())
                .ReadYearAsync(2018, Ct)).Targets[0].Periods.Count;
        Assert.Equal(loaded.Units.Count + 99 + 16 + opened, log.Entries.Count);
        Assert.Equal([loaded.Units.Count + 99 + 16, log.Entries.Count], log.Heads.Select(h => h.Size));
        log.AssertIsOneTree();
    }

    [Fact]
    public async Task All_periods_of_the_year_are_open_and_due_on_the_tenth_of_the_next_month()
    {
        var periods =
            (await new ProgressFacts(loaded.File.Db, loaded.File.Db.MarkerOf(), new()).ReadYearAsync(2018, Ct)).Periods;
        Assert.Equal(16, periods.Count);
        Assert.All(periods, p =>
            Assert.Equal((p.Code.StartsOn, p.Code.EndsOn, p.Code.EndsOn.AddDays(10), new DateOnly(2099, 12, 31)),
                (p.OpensOn, p.EndsOn, p.DueOn, p.ClosesOn)));
    }

    [Fact]
    public async Task Loading_again_stores_nothing()
    {
        var before = (await StoredLog.ReadAsync(loaded.File.Db)).Entries.Count;
        Assert.Equal(0, await new GovernmentSeeds(loaded.File.OpenAnother(), () => new TargetValidator())
            .LoadAsync(Repository.SeedFolder, Ct));
        Assert.Equal(before, (await StoredLog.ReadAsync(loaded.File.Db)).Entries.Count);
    }

    public sealed class Loaded : IDisposable
    {
        private TemporaryDatabase<GovernmentDb>? _file;

        internal TemporaryDatabase<GovernmentDb> File => _file!;

        internal int Count { get; private set; }

        internal IReadOnlyList<Target> Targets { get; private set; } = [];

        internal IReadOnlyList<Unit> Units { get; private set; } = [];

        /// <summary>Before the first test; the others share it.</summary>
        public async ValueTask LoadAsync(SqlDialect engine)
        {
            if (_file is not null)
            {
                return;
            }

            _file = TemporaryDatabase.Government(engine);
            Count = await new GovernmentSeeds(File.Db, () => new TargetValidator())
                .LoadAsync(Repository.SeedFolder, Ct);
            Targets = [.. (await new ProgressFacts(File.Db, File.Db.MarkerOf(), new()).ReadYearAsync(2018, Ct)).Targets
                .Select(t => t.Target)];
            Units = await new UnitStore(File.Db).ListAsync("", 1000, Ct);
        }

        public void Dispose() => _file?.Dispose();
    }
}

public sealed class SqliteSeedTests(SeedTests.Loaded loaded)
    : SeedTests(SqlDialect.Sqlite, loaded), IClassFixture<SeedTests.Loaded>;

public sealed class SqlServerSeedTests(SeedTests.Loaded loaded)
    : SeedTests(TestServer.DialectOrSkip(), loaded), IClassFixture<SeedTests.Loaded>;
