using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TransparencyLog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>GET /logs/{side}/find/{leafHash}: where in the log an entry stands, for who has only its bytes.</summary>
internal static class FindEntry
{
    internal static void Map(IEndpointRouteBuilder log, string side, Func<HttpContext, SideLog> database) => log
        .MapGet("/find/{leafHash}", (string leafHash, HttpContext http, CancellationToken ct) =>
            Handle(leafHash, database(http), ct))
        .WithName($"{side}-{nameof(FindEntry)}")
        .WithSummary("The receipt of the entry with that leaf hash (64 lower-case hexadecimal digits).")
        .Produces<Receipt>()
        .AllowAnonymous();

    private static async Task<IResult> Handle(string leafHash, SideLog db, CancellationToken ct)
    {
        if (leafHash.Length != 2 * MerkleTree.HashLength
            || leafHash.Any(c => !char.IsAsciiDigit(c) && !char.IsAsciiHexDigitLower(c)))
        {
            return Problem.Invalid("/leafHash", new("须为 64 位小写十六进制", "must have 64 lower-case hexadecimal digits"));
        }

        return await db.LeafIndex.FindAsync(Convert.FromHexString(leafHash), ct) is { } index
            ? TypedResults.Ok(await db.ReadReceiptAsync(index, ct))
            : new Problem(ProblemCode.NotFound, new(
                "日志中没有此哈希的记录。哈希为 SHA-256(0x00 ‖ 记录字节)。",
                "No entry of the log has this hash. It is SHA-256(0x00 ‖ the entry's bytes)."));
    }
}
