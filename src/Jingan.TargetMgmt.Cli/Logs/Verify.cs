using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Logs;

/// <summary><c>jtm verify</c>: a receipt, or a whole log, without trusting the service that it came from.</summary>
internal sealed class Verify
{
    private readonly Argument<string> _what = new("what")
    {
        Description = new Text(
            "回执文件（.tlog-proof），或日志目录（jtm export 所写），或日志地址（…/logs/evaluation）",
            "a receipt (.tlog-proof), a log's folder (as jtm export writes it), or its address "
                + "(…/logs/evaluation)").Current,
    };

    private readonly Option<string> _entry = CliOption.File(
        "--entry", new("回执所指的记录，逐字节原样", "the entry that the receipt is for, byte for byte"));
    private readonly Option<string> _policy = PolicyFile.Option();
    private readonly Option<string> _state = RememberedCheckpoint.Option();
    private readonly Option<string> _government = CliOption.Of("--government", new(
        "政府日志（目录或地址）；核对每项评定的依据", "the government log (folder or address), to look up what ratings were based on"),
        "dir|url");
    private readonly Option<string> _report = CliOption.File("--report", new(
        "评估报告文件；核对其字节、签名、所列评定与统计",
        "an evaluation report's file: compare its bytes, signature, ratings and statistics with the log"));
    private readonly Option<string> _period = CliOption.Period(required: false);
    private readonly Option<bool> _sqlLedger = new("--sql-ledger")
    {
        Description = new Text(
            "日志无误后，再让 SQL Server（2022 起）按日志中的摘要核验其账本（sp_verify_database_ledger）；登录名须属角色 ledger_auditor",
            "when the log is good, have SQL Server (2022 and later) check its ledger against the digests in the log "
                + "(sp_verify_database_ledger), with a login in the role ledger_auditor").Current,
    };

    private readonly Option<string> _connection = DatabaseConnection.Option();
    private readonly Option<bool> _progress = Progress.Option();
    private readonly ServerOptions _server = new();

    public static Command Create(CommandConsole terminal)
    {
        var verify = new Verify();
        var command = CliOption.Command("verify", new(
            "核验回执或整个日志；退出码 0 无误，1 证实有误，2 无法核验",
            "verify a receipt or a whole log; exit code 0 good, 1 proven damage, 2 could not check"),
            verify._what, verify._entry, verify._policy, verify._state, verify._government, verify._report,
            verify._period, verify._sqlLedger, verify._connection, verify._progress, verify._server.Server,
            verify._server.Token);
        command.SetAction((parsed, ct) => verify.RunAsync(parsed, terminal, ct));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CommandConsole terminal, CancellationToken ct)
    {
        var what = parsed.GetRequiredValue(_what);
        var policy = PolicyFile.Read(parsed.GetRequiredValue(_policy));
        var remembered = parsed.GetValue(_state) is { } state ? RememberedCheckpoint.Read(state) : null;
        return File.Exists(what)
            ? VerifyReceipt(parsed, terminal, what, policy, remembered)
            : await VerifyLogAsync(parsed, terminal, what, policy, remembered, ct);
    }

    private int VerifyReceipt(
        ParseResult parsed, CommandConsole terminal, string what, WitnessPolicy policy,
        RememberedCheckpoint? remembered) =>
        parsed.GetValue(_report) is not null || parsed.GetValue(_period) is not null
            ? throw ClientException.Impossible(new(
                "--report 与 --period 只用于整个日志，不用于回执。", "--report and --period go with a whole log, not with a receipt."))
            : parsed.GetValue(_sqlLedger)
                ? throw ClientException.Impossible(new(
                    "--sql-ledger 只用于整个日志，不用于回执。", "--sql-ledger goes with a whole log, not with a receipt."))
            : parsed.GetValue(_entry) is { } entry
                ? ReceiptCheck.Run(terminal, what, entry, policy, remembered)
            : throw ClientException.Impossible(new(
                "核验回执须用 --entry 给出记录文件。", "a receipt is verified together with its entry: give --entry."));

    private async Task<int> VerifyLogAsync(
        ParseResult parsed, CommandConsole terminal, string what, WitnessPolicy policy,
        RememberedCheckpoint? remembered, CancellationToken ct)
    {
        if (parsed.GetValue(_entry) is not null)
        {
            throw ClientException.Impossible(new(
                $"没有回执文件 {what}（--entry 只用于回执）。", $"there is no receipt {what} (--entry goes with a receipt)."));
        }

        if (parsed.GetValue(_connection) is not null && !parsed.GetValue(_sqlLedger))
        {
            throw ClientException.Impossible(new(
                "--connection-file 须与 --sql-ledger 一起用。", "--connection-file goes with --sql-ledger."));
        }

        var ledger = parsed.GetValue(_sqlLedger)
            ? new LedgerCheck(DatabaseConnection.Read(parsed.GetValue(_connection), terminal))
            : null;
        using var log = LogSource.Open(what, () => _server.TokenOf(parsed, terminal));
        using var government = parsed.GetValue(_government) is { } other
            ? LogSource.Open(other, () => _server.TokenOf(parsed, terminal))
            : null;
        var isShown = terminal.IsWatched || parsed.GetValue(_progress);
        var check = new LogVerifier(log, policy, remembered?.Checkpoint, government)
        {
            Progress = size => new Progress(terminal, isShown, size).Advance,
            Report = await ReadReportAsync(parsed, terminal, ct),
        };
        var report = await check.RunAsync(ct);

        // Digests count for what the log that holds them does.
        var verdict = ledger is not null && report.Worst is null
            ? await ledger.RunAsync(report.Content.LedgerDigests, report.Findings, ct)
            : null;
        if (report.Worst is null)
        {
            remembered?.Replace(report.Note);
        }

        return new LogReportLines(report, verdict).Show(terminal);
    }

    // From a file as it was handed on, or as the service hands it out now.
    private async Task<ReportCheck?> ReadReportAsync(ParseResult parsed, CommandConsole terminal, CancellationToken ct)
    {
        var (file, period) = (parsed.GetValue(_report), parsed.GetValue(_period));
        if (file is not null && period is not null)
        {
            throw ClientException.Impossible(new("--report 与 --period 只给其一。", "give --report or --period, not both."));
        }

        if (period is null)
        {
            return file is null ? null : new(InputFile.ReadBytes(file), file);
        }

        using var client = _server.Connect(parsed, terminal);
        var check = new ReportCheck(
            (await client.GetAsync($"evaluation-reports/{period}", "application/json", ct)).Body, period);
        return check.Period.Value == period ? check : throw ServerJson.NotUnderstood("period");
    }
}
