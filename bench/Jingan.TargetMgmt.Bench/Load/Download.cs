using System.Text;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>GET of one public address, again and again.</summary>
internal sealed class Download(string path) : Exchange
{
    private readonly byte[] _request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n");

    public override int Expected => 200;

    public override ReadOnlyMemory<byte> Next() => _request;
}
