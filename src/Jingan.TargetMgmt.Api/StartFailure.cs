using System.Data.Common;
using System.Net.Sockets;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Data;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Api;

/// <summary>Why the service could not start, in one line that says what to do.</summary>
internal static class StartFailure
{
    /// <summary>Null for what is a bug: that keeps its stack trace.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        OptionsValidationException bad => $"配置有误 / Bad configuration: {string.Join("; ", bad.Failures)}",
        IOException { InnerException: AddressInUseException } => $"端口被占用，请用 --urls 换一个端口 / The port is in use, choose another with --urls: {failure.Message}",
        InvalidDataException bad => $"数据文件有误 / A data file cannot be read: {bad.Message}",
        UnauthorizedAccessException or IOException => $"无法读写，请检查 Storage:Directory 的位置和权限 / Cannot read or write, check Storage:Directory: {failure.Message}",
        SchemaException schema => $"数据库结构不符 / The schema does not fit: {schema.Message}",
        DbException outage => $"无法打开数据库 / The database cannot be opened: {outage.Message.ReplaceLineEndings(" ")} {Both(SqlDialect.AdviceOn(outage))}",
        InvalidOperationException { InnerException: { } cause } when Explain(cause) is { } line => line,
        SocketException or ArgumentException or InvalidOperationException or FormatException => $"配置有误 / Bad configuration: {failure.Message}",
        _ => null,
    };

    private static string Both(Text text) => text.Zh.Length == 0 ? "" : $"{text.Zh} / {text.En}";
}
