using System.Text;
using Jingan.TargetMgmt.Bench.Floor;
using Jingan.TargetMgmt.Bench.Report;
using Jingan.TargetMgmt.Bench.Scenarios;

namespace Jingan.TargetMgmt.Bench;

/// <summary>Runs scenarios one after another and prints Markdown;
/// what it is doing meanwhile goes to standard error.</summary>
internal static class Program
{
    // In this order: the ratio to the floor needs the floor first.
    private static readonly Dictionary<string, Func<Settings, Results, Task>> Scenarios = new()
    {
        ["floor"] = FloorScenario.RunAsync,
        ["submissions"] = SubmissionsScenario.RunAsync,
        ["ratings"] = RatingsScenario.RunAsync,
        ["reads"] = ReadsScenario.RunAsync,
        ["history"] = HistoryScenario.RunAsync,
        [ScrubScenario.Name] = ScrubScenario.RunAsync,
        [BackupScenario.Name] = BackupScenario.RunAsync,
        ["library"] = LibraryScenario.RunAsync,
        ["verify"] = VerifyScenario.RunAsync,
        ["lint"] = LintScenario.RunAsync,
        ["suggest"] = SuggestScenario.RunAsync,
        ["worklist"] = WorklistScenario.RunAsync,
        ["quality"] = QualityScenario.RunAsync,
        ["documents"] = DocumentsScenario.RunAsync,
        ["replay"] = ReplayScenario.RunAsync,
        ["evidence"] = EvidenceScenario.RunAsync,
        ["reporting"] = ReportingScenario.RunAsync,
        ["notice"] = NoticeScenario.RunAsync,
        ["bounds"] = BoundsScenario.RunAsync,
        ["tables"] = TablesScenario.RunAsync,
        ["batch"] = BatchScenario.RunAsync,
        ["flood"] = FloodScenario.RunAsync,
        [WebScenario.Name] = WebScenario.RunAsync,
        [StartScenario.Name] = StartScenario.RunAsync,
        [PairScenario.Name] = PairScenario.RunAsync,
        [EnginesScenario.Name] = EnginesScenario.RunAsync,
    };

    private static async Task<int> Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (args is [FloorScenario.ServeCommand, var url, var folder])
        {
            await FloorHost.RunAsync(url, folder);
            return 0;
        }

        if (args is [TablesScenario.ReadCommand, var workbook])
        {
            return TablesScenario.Read(workbook);
        }

        try
        {
            var settings = Settings.Read(args, Scenarios.Keys);
            var results = new Results(Console.Out, Console.Error);
            results.Show(Machine.Describe());
            foreach (var (name, run) in Scenarios.Where(s => settings.Scenarios.Contains(s.Key)))
            {
                await run(settings, results);
            }

            return results.Failed ? 1 : 0;
        }
        catch (FormatException usage)
        {
            await Console.Error.WriteLineAsync(usage.Message);
            return 2;
        }
    }
}
