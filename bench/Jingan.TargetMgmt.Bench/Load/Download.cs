using System.Text;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>GET of one address, again and again; without a token, of a public one.</summary>
internal sealed class Download(string path, string? token = null) : Exchange
{
    private readonly byte[] _request = Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}\r\n");

    public override int Expected => 200;

    public override int LongestAnswer => 32 * 1024 * 1024; // a year's matrix, a worklist of 5,000

    public override ReadOnlyMemory<byte> Next() => _request;
}
