using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>One line of the access-token file 访问令牌. The token itself is shown once, when it is made,
/// and never stored.</summary>
/// <param name="Name">Who holds it; goes into the log as actor and operator.</param>
/// <param name="Role">One of <see cref="Contracts.Role"/>.</param>
/// <param name="Unit">The reporter's unit; null for every other role.</param>
/// <param name="Sha256">SHA-256 of the token's text, 64 lower-case hexadecimal digits.</param>
/// <param name="Expires">UTC instant from which it is no longer taken, see <see cref="UtcText"/>.</param>
/// <param name="Signs">True where the holder signs the unit's reports 签发人; only of a reporter.</param>
public sealed record AccessToken(
    string Name, string Role, string? Unit, string Sha256, string Expires, bool? Signs = null)
{
    private const int LongestName = 64;

    /// <summary>Whom the identity provider means, where this is a line of the file of people; null of a token.
    /// </summary>
    [JsonIgnore]
    public string? Subject { get; init; }

    /// <summary>A new random token of 256 bits, as people paste it.</summary>
    public static string NewSecret() => "jtm_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether a text has the form that <see cref="NewSecret"/> gives.</summary>
    public static bool IsSecret(string text) =>
        text.Length == 68 && text.StartsWith("jtm_", StringComparison.Ordinal)
        && text.Skip(4).All(c => char.IsAsciiHexDigitLower(c));

    /// <summary>What the logs tell of the token: nothing that it could be found from.</summary>
    [JsonIgnore]
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Sha256)));

    /// <summary>The entry that the service itself writes before it honours the token:
    /// nobody else could say so.</summary>
    internal AccessEntry ToEntry(
        string at) => new(1, AccessEntry.TypeName, at, "service", Name, Role, Unit, Fingerprint, Expires,
            Signs == true ? true : null);

    /// <summary>Whether that is its entry.</summary>
    internal bool IsLoggedAs(AccessEntry entry) =>
        (entry.Name, entry.Role, entry.Unit, entry.Until, entry.Signs == true)
        == (Name, Role, Unit, Expires, Signs == true);

    public static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>What is wrong with the line by itself; null when nothing is.</summary>
    public Text? Fault() => this switch
    {
        { Subject: { } subject } when subject.Length is 0 or > AccessPerson.LongestSubject
            || subject.Any(char.IsControl) =>
            new($"subject 须为 1–{AccessPerson.LongestSubject} 个字符",
                $"subject must have 1 to {AccessPerson.LongestSubject} characters"),
        _ when PersonName.Fault(Name, LongestName) is { } fault => new($"name {fault.Zh}", $"name {fault.En}"),
        _ when !Contracts.Role.All.Contains(Role) =>
            new($"role 须为 {string.Join("、", Contracts.Role.All)} 之一：一个令牌只有一个角色",
                $"role must be exactly one of {string.Join(", ", Contracts.Role.All)}"),
        _ when Role == Contracts.Role.Reporter
            && !UnitCode.TryParse(Unit, null, out _) => new("reporter 须有 unit", "a reporter needs a unit"),
        _ when Role != Contracts.Role.Reporter
            && Unit is not null => new("只有 reporter 可以有 unit", "only a reporter has a unit"),
        _ when Role != Contracts.Role.Reporter
            && Signs == true => new("只有 reporter 可以签发（signs）", "only a reporter signs"),
        _ when Sha256 is not { Length: 64 }
            || Sha256.Any(c => !char.IsAsciiHexDigitLower(c) && !char.IsAsciiDigit(c)) =>
            new("sha256 须为 64 位小写十六进制", "sha256 must be 64 lower-case hexadecimal digits"),
        _ when !UtcText.TryParse(Expires, out _) => Subject is not null
            ? new("until 须为 yyyy-MM-dd（上海日期，含当日）或 yyyy-MM-ddTHH:mm:ss.fffZ",
                "until must be yyyy-MM-dd (Shanghai, the day included) or yyyy-MM-ddTHH:mm:ss.fffZ")
            : new("expires 须为 yyyy-MM-ddTHH:mm:ss.fffZ", "expires must be yyyy-MM-ddTHH:mm:ss.fffZ"),
        _ => null,
    };
}
