using System.Text;
using System.Text.Json;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>The types of entries that the two logs hold (transparency-log format, "Entry").</summary>
internal static class EntryType
{
    public const string Access = "access";

    public const string AccessApproval = "access-approval";

    public const string AccessEnded = "access-ended";

    public const string Assessor = "assessor";

    public const string Conflict = "conflict";

    public const string LedgerDigest = "ledger-digest";

    public const string Rating = "rating";

    public const string Report = "report";

    public const string Revocation = "assessor-revocation";

    public const string Rotation = "rotation";

    public const string Sample = "sample";

    public const string Scheme = "scheme";

    public const string SecondMark = "second-mark";

    /// <summary>Shown for entries of other types, and for what is no such entry at all: another log may hold anything.</summary>
    public const string Other = "?";

    private static readonly (string Name, byte[] Utf8)[] Known =
    [
        .. ((string[])["progress", Rating, "target", "unit", "period", "period-opened", "period-closed", "extension", Assessor, Revocation, Conflict, Scheme, Report, "refusal", Access, AccessEnded, AccessApproval, Rotation, LedgerDigest, Sample, SecondMark])
            .Select(name => (name, Encoding.UTF8.GetBytes(name))),
    ];

    /// <summary>The type, read as far as it takes: in our logs it is the second member.</summary>
    public static string Of(ReadOnlySpan<byte> entry)
    {
        if (entry.IsEmpty || entry[0] != '{')
        {
            return Other;
        }

        try
        {
            var reader = new Utf8JsonReader(entry);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("type"u8);
                reader.Read();
                if (isType)
                {
                    return NameOf(ref reader);
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // No JSON, no entry of ours.
        }

        return Other;
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach (var (name, utf8) in Known)
            {
                if (reader.ValueTextEquals(utf8))
                {
                    return name;
                }
            }
        }

        return Other;
    }
}
