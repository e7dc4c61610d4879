using System.Text;
using System.Text.Json;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>GET of a list, page after page, from the start again when it is through.</summary>
internal sealed class Pages(string path, string token) : Exchange
{
    private string? _after;

    public override int Expected => 200;

    public override int LongestAnswer => 4 * 1024 * 1024;

    public override ReadOnlyMemory<byte> Next() => Encoding.ASCII.GetBytes(
        $"GET {path}{(_after is null ? "" : $"&after={_after}")} HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
            + $"Bearer {token}\r\n\r\n");

    public override void Answered(int status, ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        using var answer = JsonDocument.ParseValue(ref reader);
        _after = status == Expected ? answer.RootElement.GetProperty("next").GetString() : null;
    }
}
