using System.Text.Json.Nodes;

namespace Jingan.TargetMgmt.Bench.Load;

/// <summary>POST /ratings: each of these claims once, whichever connection comes next.</summary>
internal sealed class YearOfRatings(IReadOnlyList<JsonObject> claims, string keyId, string pem, string token) : Exchange
{
    private int _sent = -1;

    public override int Expected => 201;

    public override ReadOnlyMemory<byte> Next()
    {
        using var rating = new Rating(claims[Interlocked.Increment(ref _sent)], keyId, pem, token);
        return rating.Next();
    }
}
