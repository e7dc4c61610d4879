using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Client;

/// <summary>Why a service was not reached, for people: the framework's own texts are English.</summary>
internal static class NetworkFault
{
    public static Text Of(Exception fault) => (fault as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => new("没有此主机名", "there is no such host"),
        HttpRequestError.ConnectionError => new("连接被拒绝或超时", "the connection was refused or timed out"),
        HttpRequestError.SecureConnectionError => OfTls(fault),
        HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse =>
            new("答复中断或不是 HTTP", "the answer broke off or is not HTTP"),
        _ when fault is IOException => new("连接中断", "the connection broke off"),
        _ => new(fault.Message, fault.Message),
    };

    // What is wrong with the certificate only the framework's text says, by the names of its codes.
    private static Text OfTls(Exception fault)
    {
        var said = fault.GetBaseException().Message;
        return Says(said, "NotTimeValid") ? new("其证书已过期或尚未生效", "its certificate has run out, or is not valid yet")
            : Says(said, "RemoteCertificateNameMismatch") ? new(
                "其证书是另一名称的；--server 须用证书上的名称",
                "its certificate is for another name; --server is to be the name on it")
            : Says(said, "UntrustedRoot") || Says(said, "PartialChain") ? new(
                "本机不信任其证书；签发证书（ca.pem）可靠取得后，设环境变量 SSL_CERT_FILE=/…/ca.pem，"
                    + "或放入 /usr/local/share/ca-certificates/（扩展名 .crt）并执行 update-ca-certificates（Debian）",
                "this machine does not trust its certificate; once you have its issuer's certificate (ca.pem) by a way "
                    + "that you trust, set SSL_CERT_FILE=/…/ca.pem, or put it into /usr/local/share/ca-certificates/ "
                    + "with the extension .crt and run update-ca-certificates (Debian)")
            : new("加密连接未能建立，请核对证书", "no secure connection could be made, check the certificate");
    }

    private static bool Says(string said, string code) => said.Contains(code, StringComparison.Ordinal);
}
