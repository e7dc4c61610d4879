using System.CommandLine;
using System.Data.Common;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Backups;
using Jingan.TargetMgmt.Log.Files;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Witnessing;
using Jingan.TargetMgmt.Sql;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Storage;

/// <summary><c>jtm adopt</c>: verifies a restored or moved log, says what is adopted and what is lost, and has the next
/// start log it. A key that has signed more than is there is not taken on.</summary>
internal static class Adopt
{
    private const int LongestReason = 500;

    public static Command Create(CommandConsole terminal)
    {
        var where = new InstallationOptions();
        var side = CliOption.Of("--side", new("哪一侧的日志", "whose log"), "government|evaluation", required: true)
            .AcceptOnlyFromAmong("government", "evaluation");
        var reason = CliOption.Of("--reason",
            new("原因，记入日志供各方查看", "why; it goes into the log, for everybody to see"), "text", required: true)
            .Checked(IsReason, new("须为一行、不超过 500 字的文字", "must be one line of 500 characters at most"));
        var shown = new Option<string[]>("--checkpoint")
        {
            Description = new Text(
                "别处所存的检查点文件（见证方、jtm verify --state），可多次给出",
                "a checkpoint that somebody holds (a witness, jtm verify --state); may be given several times").Current,
            HelpName = "file", AllowMultipleArgumentsPerToken = false,
        };
        var vkey = CliOption.Of("--vkey", new(
            "签署本副本的密钥（vkey），如与配置的不同", "the key that signed this copy (vkey), where the settings have another"), "vkey")
            .Checked(text => VerifierKey.TryParse(text, out _, out _), new("不是 vkey", "is no vkey"));
        var yes = CliOption.Flag("--yes", new("确认采用；不给则只核验并显示", "do it; without it this only verifies and shows"));
        var command = CliOption.Command("adopt", new(
            "采用恢复或搬来的日志：核验并说明所失，由下次启动记入日志",
            "adopt a restored or moved log: verified, what is lost is said, and the next start logs it"),
            [side, reason, shown, vkey, yes, .. where.All]);
        command.SetAction(async (parsed, ct) =>
        {
            var name = parsed.GetRequiredValue(side);
            var installed = where.Read(parsed, terminal);
            if (!installed.Sides.Contains(name))
            {
                throw ClientException.Refused(new($"本机不运行 {name} 侧。", $"the {name} side does not run here."));
            }

            return await RunAsync(
                InstalledSide.Of(installed, name), parsed.GetRequiredValue(reason), parsed.GetValue(shown) ?? [],
                parsed.GetValue(vkey), parsed.GetValue(yes), terminal, ct);
        });
        return command;
    }

    private static bool IsReason(string text) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= LongestReason && !text.Any(char.IsControl);

    private static async Task<int> RunAsync(
        InstalledSide side, string reason, string[] shown, string? vkey, bool isMeant, CommandConsole terminal,
        CancellationToken ct)
    {
        OwnerOnlyData.SetUmask();
        try
        {
            var own = LogIdentity.Load(side.Log, mayCreate: false).VerifierKey;
            var signer = AdoptableLog.SignerOf(side.Database, [own, .. OtherKeys(side.Log, vkey)]);
            var elsewhere = shown.Select(f => ReadShown(f, signer)).ToList();
            foreach (var (witness, checkpoint, fault) in await WitnessedCheckpoints.AskAsync(
                side.Log, signer, terminal.Clock, ct))
            {
                Tell(terminal, witness, checkpoint, fault);
                elsewhere.AddRange(checkpoint is null ? [] : [checkpoint]);
            }

            var log = AdoptableLog.Examine(side.Database, side.Log, signer, elsewhere);
            return new AdoptionLines(side.Name, log, own, terminal).Show()
                || !isMeant ? ExitCode.Refused : Order(side, log, reason, terminal);
        }
        catch (DoubtException doubt)
        {
            throw ClientException.Damaged(new(
                $"{side.Name} 侧的日志不可采用：{doubt.Reason.Zh}",
                $"the {side.Name} log cannot be adopted: {doubt.Reason.En}"));
        }
        catch (DbException outage)
        {
            throw DatabaseConnection.Failure(outage)!;
        }
    }

    private static int Order(InstalledSide side, AdoptableLog log, string reason, CommandConsole terminal)
    {
        var (size, root) = (log.Head.Size, Convert.ToBase64String(log.Head.Root));
        var order = new AdoptionOrder(size, root, log.Signer.ToString(), reason, log.Lost);
        DataOwner.Of([side.File ?? "", Path.GetDirectoryName(Path.GetFullPath(side.Log.HighWaterFile))!])
            .Take(order.Write(side.Log.HighWaterFile)); // the service reads it and takes it away
        if (terminal.IsJson)
        {
            terminal.Write(new JsonObject { ["side"] = side.Name, ["size"] = size, ["ordered"] = true });
        }
        else
        {
            terminal.Write(new Text(
                "已备好：下次启动时记入日志并继续。请（重新）启动服务。", "ready: the next start logs it and goes on. (Re)start the service."));
        }

        return ExitCode.Done;
    }

    private static IEnumerable<VerifierKey> OtherKeys(LogOptions log, string? vkey)
    {
        if (LogIdentity.LoadPrevious(log) is { } previous)
        {
            yield return previous.VerifierKey;
        }

        if (vkey is not null && VerifierKey.TryParse(vkey, out var given, out _))
        {
            yield return given;
        }
    }

    private static Checkpoint ReadShown(string file, VerifierKey key)
    {
        var bytes = InputFile.ReadBytes(file, new("检查点", "checkpoint"));
        return WitnessedCheckpoints.Read(bytes, key) ?? throw ClientException.Impossible(
            SignedNote.TryParse(bytes, out var note, out _) && Checkpoint.TryParse(note.Text.Span, out var other, out _)
                && other.Origin != key.Name
                ? new($"{file} 是另一日志“{other.Origin}”的检查点，不是“{key.Name}”的。",
                    $"{file} is a checkpoint of another log, \"{other.Origin}\", not of \"{key.Name}\".")
                : new($"{file} 不是由 {key} 签署的检查点。", $"{file} is no checkpoint that {key} has signed."));
    }

    private static void Tell(CommandConsole terminal, string witness, Checkpoint? shown, Text fault) =>
        terminal.WriteDetail(shown is null
            ? new Text($"见证方 {witness}：{fault.Zh}", $"the witness {witness}: {fault.En}").Current
            : new Text($"见证方 {witness}：已见证到 {shown.Size} 条",
                $"the witness {witness} has seen {shown.Size} entries").Current);
}
