using System.Security.Claims;
using Jingan.TargetMgmt.Contracts;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>The caller of a request: the access token's name, its role, for a reporter its unit,
/// what the logs call the token, until when it counts, and whether its holder signs the unit's reports.</summary>
public sealed record Caller(
    string Name, string Role, UnitCode? Unit, string Fingerprint = "", string Expires = "", bool Signs = false)
{
    private const string SignsClaim = "signs";
    private const string UnitClaim = "unit";
    private const string FingerprintClaim = "fingerprint";
    private const string ExpiresClaim = "expires";

    public static Caller Of(HttpContext http)
    {
        var unit = http.User.FindFirstValue(UnitClaim);
        return new(http.User.Identity?.Name ?? "", http.User.FindFirstValue(ClaimTypes.Role) ?? "",
            unit is null ? null : new UnitCode(unit),
            FingerprintOf(http), http.User.FindFirstValue(ExpiresClaim) ?? "",
            http.User.HasClaim(c => c.Type == SignsClaim));
    }

    /// <summary>What the logs call the caller's token, and nothing else of the caller: every request is counted by it.
    /// </summary>
    public static string FingerprintOf(HttpContext http) => http.User.FindFirstValue(FingerprintClaim) ?? "";

    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, Name), new(ClaimTypes.Role, Role), new(FingerprintClaim, Fingerprint),
                new(ExpiresClaim, Expires)], scheme);
        if (Unit is { } unit)
        {
            identity.AddClaim(new(UnitClaim, unit.Value));
        }

        if (Signs)
        {
            identity.AddClaim(new(SignsClaim, "true"));
        }

        return new(identity);
    }
}
