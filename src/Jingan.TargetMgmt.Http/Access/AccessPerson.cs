using System.Globalization;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>One line of the file of people 人员, who sign in at the identity provider (OpenID Connect). The provider says
/// who somebody is; what that person may do stands here and nowhere else.</summary>
/// <param name="Subject">What the provider calls the person: the claim that <c>Access:Oidc:PersonClaim</c> names,
/// compared character by character.</param>
/// <param name="Name">As in <see cref="AccessToken"/>, like all that follows.</param>
/// <param name="Role">One of <see cref="Contracts.Role"/>.</param>
/// <param name="Unit">The reporter's unit; null for every other role.</param>
/// <param name="Until">The last day, Asia/Shanghai, <c>yyyy-MM-dd</c>; or the UTC instant from which the line no longer
/// counts, see <see cref="UtcText"/>.</param>
/// <param name="Signs">True where the person signs the unit's reports; only of a reporter.</param>
/// <param name="Salt">Random text, so that nobody guesses the subject from the fingerprint that the logs tell.</param>
public sealed record AccessPerson(
    string Subject, string Name, string Role, string? Unit, string Until, bool? Signs = null, string? Salt = null)
{
    /// <summary>The longest subject there may be (OpenID Connect Core 1.0, section 2: 255).</summary>
    public const int LongestSubject = 255;

    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>When the line stops counting; as it stands in the file where that is neither a day nor an instant.
    /// </summary>
    [JsonIgnore]
    public string Expires =>
        DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day < DateOnly.MaxValue
            ? UtcText.Format(new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), Shanghai))
            : Until;

    /// <summary>The line as access that is on record like a token's. The same subject at another provider is somebody
    /// else, and needs another approval.</summary>
    /// <param name="authority">The provider.</param>
    public AccessToken ToAccess(string authority) => new(
        Name, Role, Unit, AccessToken.HashOf($"person\n{authority}\n{Subject}\n{Salt}"), Expires, Signs)
    {
        Subject = Subject,
    };
}
