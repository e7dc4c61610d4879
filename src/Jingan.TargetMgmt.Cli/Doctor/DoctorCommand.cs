using System.CommandLine;
using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary><c>jtm doctor</c>: looks at an installation, whether or not its service runs, and changes
/// nothing.</summary>
internal static class DoctorCommand
{
    private static readonly (string Check, Func<Examined, IEnumerable<Finding>> Look)[] Looks =
    [
        ("key", KeyCheck.LookAtKeys), ("published", KeyCheck.LookAtPublished), ("schema", SchemaLook.Look),
        ("log", KeyCheck.LookAtLogs), ("wal", StorageLook.LookAtJournals), ("disk", StorageLook.LookAtDisks),
        ("clock", ClockLook.Look), ("modes", ModeLook.Look), ("tokens", AccessLook.Look),
        ("witnesses", WitnessLook.Look), ("holidays", HolidayLook.Look), ("tls", TlsLook.Look),
        ("backup", BackupLook.Look),
        ("service", ServiceLook.LookAtService), ("version", ServiceLook.LookAtVersion),
    ];

    public static Command Create(CommandConsole terminal)
    {
        var configuration = InstallationFile.Option();
        var server = CliOption.Of("--server", new(
            "服务地址；默认取配置中的监听地址", "address of the service; by default the one it is configured to listen on"), "url");
        var published = new Option<string[]>("--vkey")
        {
            Description = new Text("已公布的日志公钥，或内有公钥的文件（.vkey），可多次给出",
                "a published verifier key of a log, or a file with it (.vkey); may be given several times").Current,
            HelpName = "vkey|file",
        };
        var program = CliOption.Of("--program", new(
            "服务程序的文件夹；默认在常见位置寻找", "folder of the service's program; by default looked for where packages put it"),
            "folder");
        var backups = CliOption.Of("--backups", new(
            "备份目录；默认取软件包的备份单元所用的目录", "folder of the backups; by default the one that the package's units use"), "dir");
        var command = CliOption.Command("doctor",
            new("检查本机的安装并说明该做什么；不改动任何内容，服务运行与否均可",
                "look at an installation and say what to do; changes nothing, whether or not the service runs"),
            configuration, server, published, program, backups);
        command.SetAction(async (parsed, ct) =>
        {
            List<Finding> findings = [.. await ExamineAsync(
                InstallationFile.PathOf(parsed.GetValue(configuration), terminal), parsed.GetValue(server),
                [.. (parsed.GetValue(published) ?? []).SelectMany(KeysOf)],
                Examined.FindProgram(parsed.GetValue(program)), parsed.GetValue(backups), terminal.Now, ct)];
            Write(terminal, findings);
            return findings.Any(f => f.State == FindingState.Fault) ? ExitCode.Refused : ExitCode.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(
        string path, string? server, string[] published, string? program, string? backups, DateTimeOffset now,
        CancellationToken ct)
    {
        Installed installed;
        try
        {
            installed = Installed.Read(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return [ConfigurationLook.Unreadable(path, fault)];
        }

        var service = await RunningService.AskAsync(
            server is null ? installed.Address : $"{ServerOptions.ReadAddress(server)}", installed.Sides, ct);
        var examined = new Examined(installed, service, published, program, now,
            folder => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace)
        {
            Backups = backups,
        };
        return [Finding.Ok("configuration",
            new(path, path)), .. Looks.SelectMany(l => Guarded(l.Check, l.Look, examined)),
            .. await OtherSideLook.LookAsync(examined, ct)];
    }

    // As it was published, or the file that jtm setup left of it.
    private static IEnumerable<string> KeysOf(string given)
    {
        var keys = VerifierKey.TryParse(given, out _, out _) || !Path.Exists(given) ? [given]
            : InputFile.ReadLines(given, new("公钥文件", "file of a verifier key"))
                .Select(line => line.Trim()).Where(line => line.Length > 0).DefaultIfEmpty("").ToArray();
        return keys.FirstOrDefault(v => !VerifierKey.TryParse(v, out _, out _)) is { } bad
            ? throw ClientException.Impossible(new(
                $"--vkey 既不是公钥，也不是公钥文件：{given} {bad}".TrimEnd(),
                $"--vkey is neither a verifier key nor a file with one: {given}"))
            : keys;
    }

    /// <summary>A look that cannot be had is a finding too, and takes no other with it.</summary>
    internal static IReadOnlyList<Finding> Guarded(
        string check, Func<Examined, IEnumerable<Finding>> look, Examined examined)
    {
        try
        {
            return [.. look(examined)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DbException
            or ArgumentException or InvalidDataException or InvalidOperationException or FormatException
            or JsonException)
        {
            var said = (fault is DbException outage ? DatabaseConnection.Failure(outage)?.Message : null)
                ?? fault.Message.ReplaceLineEndings(" ");
            return [Finding.Fault(check, new($"无法检查：{said}", $"could not be looked at: {said}"),
                new("以 root 或服务的用户执行；再核对配置", "run as root or as the service's user, and check the configuration"))];
        }
    }

    private static void Write(CommandConsole terminal, List<Finding> findings)
    {
        if (terminal.IsJson)
        {
            terminal.WriteList(findings.Select(f => new JsonObject
            {
                ["check"] = f.Check,
                ["state"] = Finding.WordOf(f.State).En,
                ["found"] = f.Found.Current,
                ["advice"] = f.Advice?.Current,
            }));
            return;
        }

        foreach (var f in findings)
        {
            var word = Finding.WordOf(f.State).Current;
            var advice = f.Advice is { } todo ? new Text($" → {todo.Zh}", $" -> {todo.En}").Current : "";
            terminal.Write($"{word}  {f.Check}  {f.Found.Current}{advice}");
        }
    }
}
