using System.Data.Common;
using System.Net.Sockets;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Sql;
using Jingan.TargetMgmt.Sql.Dialects;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api;

/// <summary>Why the service could not start, in one line that says what to do.</summary>
internal static class StartFailure
{
    /// <summary>The line that explains a failed start; null for what is a bug: that keeps its stack trace.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        OptionsValidationException bad => BadSettings(bad.Failures),
        AggregateException all when all.InnerExceptions.All(e => e is OptionsValidationException) =>
            BadSettings(all.InnerExceptions.SelectMany(e => ((OptionsValidationException)e).Failures)),
        IOException { InnerException: AddressInUseException } =>
            $"端口被占用，请用 --urls 换一个端口 / The port is in use, choose another with --urls: {failure.Message}",
        InvalidDataException bad => $"数据文件有误 / A data file cannot be read: {bad.Message}",
        UnauthorizedAccessException or IOException =>
            $"无法读写，请检查 Storage:Directory 的位置和权限 / Cannot read or write, check Storage:Directory: {failure.Message}",
        StartException start => $"无法启动 / Cannot start: {start.Message}",
        OperationCanceledException => Stopped,
        _ when IsOutOfHandles(failure) =>
            "打开的文件过多；请提高进程的文件句柄上限（ulimit -n，systemd：LimitNOFILE） / Too many open files: raise the process's limit "
            + "(ulimit -n, systemd: LimitNOFILE)",
        SchemaException schema => $"数据库结构不符 / The schema does not fit: {schema.Message}",
        DbException outage =>
            $"无法打开数据库 / The database cannot be opened: {outage.Message.ReplaceLineEndings(" ")} "
            + $"{Both(SqlDialect.AdviceOn(outage))}",
        InvalidOperationException { InnerException: { } cause } when Explain(cause) is { } line => line,
        SocketException or ArgumentException or InvalidOperationException or FormatException =>
            $"配置有误 / Bad configuration: {failure.Message}",
        _ => null,
    };

    /// <summary>Somebody asked the service to stop before it had begun.</summary>
    public const string Stopped = "启动过程中收到停止请求，已停止 / Asked to stop while starting; stopped";

    // EMFILE and ENFILE come in many coats: of files, sockets, watchers, and of types whose first use opens one.
    private static bool IsOutOfHandles(Exception failure) =>
        failure.Message.Contains("Too many open files", StringComparison.OrdinalIgnoreCase)
        || failure is SocketException { SocketErrorCode: SocketError.TooManyOpenSockets }
        || failure.InnerException is { } inner && IsOutOfHandles(inner);

    private static string BadSettings(IEnumerable<string> failures) =>
        $"配置有误 / Bad configuration: {string.Join("; ", failures.Distinct())}";

    private static string Both(Text text) => text.Zh.Length == 0 ? "" : $"{text.Zh} / {text.En}";
}
