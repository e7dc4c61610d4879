using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Client;

/// <summary>Why a service was not reached, for people: the framework's own texts are English.</summary>
internal static class NetworkFault
{
    public static Text Of(Exception fault) => (fault as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => new("没有此主机名", "there is no such host"),
        HttpRequestError.ConnectionError => new("连接被拒绝或超时", "the connection was refused or timed out"),
        HttpRequestError.SecureConnectionError =>
            new("加密连接未能建立，请核对证书", "no secure connection could be made, check the certificate"),
        HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse =>
            new("答复中断或不是 HTTP", "the answer broke off or is not HTTP"),
        _ when fault is IOException => new("连接中断", "the connection broke off"),
        _ => new(fault.Message, fault.Message),
    };
}
