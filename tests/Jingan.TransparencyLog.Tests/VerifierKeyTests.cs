using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Jingan.TransparencyLog.Tests;

public sealed class VerifierKeyTests
{
    // One of each type; the first is of golang.org/x/mod/sumdb/note, the second of the golden log.
    public static TheoryData<string> Keys =>
    [
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "witness.example.gov.cn/audit-bureau+bbc7de53+BLW7Bb+IVotFlOjJkbpjaPf/F0szugg9a24YRk4oLCJE",
        NoteSigner.Sm2("审计局.example", new byte[31].Append((byte)7).ToArray()).VerifierKey.ToString(),
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_is_printed_as_it_was_read(string vkey)
    {
        Assert.True(VerifierKey.TryParse(vkey, out var key, out var fault), fault);
        Assert.Equal(vkey, key.ToString());
        Assert.Equal(vkey.Split('+')[0], key.Name);
        Assert.Equal(uint.Parse(vkey.Split('+')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), key.KeyId);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void No_part_of_a_key_is_a_key(string vkey)
    {
        for (var from = 0; from < vkey.Length; from++)
        {
            for (var to = from; to <= vkey.Length; to++)
            {
                Refused(vkey[from..to], because: (from, to) != (0, vkey.Length));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void No_character_can_be_another(string vkey)
    {
        for (var i = 0; i < vkey.Length; i++)
        {
            Refused(string.Concat(vkey.AsSpan(0, i), $"{(char)(vkey[i] + 1)}", vkey.AsSpan(i + 1)));
            Refused(string.Concat(vkey.AsSpan(0, i), $"{(char)(vkey[i] ^ 0x20)}", vkey.AsSpan(i + 1)),
                char.ToUpperInvariant(vkey[i]) is >= 'A' and <= 'Z');
        }
    }

    // The key id of each is the right one for its bytes: what is refused is the key.
    [Theory]
    [InlineData("01", 31, "The key is not an Ed25519 public key: 31 bytes, expected the 32 of a point on the curve.")]
    [InlineData("01", 33, "The key is not an Ed25519 public key: 33 bytes, expected the 32 of a point on the curve.")]
    [InlineData("04", 31, "The key is not an Ed25519 public key: 31 bytes, expected the 32 of a point on the curve.")]
    [InlineData("01", 0, "The key is not an Ed25519 public key: 0 bytes, expected the 32 of a point on the curve.")]
    [InlineData("02", 32,
        "The signature type 0x02 is not known, expected 0x01 (Ed25519), 0x04 (cosignature) or 0xff sm2-with-sm3.")]
    [InlineData("06", 1312,
        "The signature type 0x06 is not known, expected 0x01 (Ed25519), 0x04 (cosignature) or 0xff sm2-with-sm3.")]
    [InlineData("ff", 65,
        "The signature type 0xff is not known, expected 0x01 (Ed25519), 0x04 (cosignature) or 0xff sm2-with-sm3.")]
    [InlineData("ff736d322d776974682d736d33", 64,
        "The key is not an SM2 public key: 64 bytes, expected the 65 of an uncompressed point.")]
    [InlineData("ff736d322d776974682d736d33", 65,
        "The key is not an SM2 public key: 65 bytes, expected the 65 of an uncompressed point.")]
    public void A_key_of_another_kind_is_refused_by_name(string type, int length, string fault) =>
        Assert.Equal(
            fault, Refused(WithRightId([.. Convert.FromHexString(type), .. Enumerable.Repeat((byte)0x04, length)])));

    [Fact]
    public void A_number_that_is_no_point_is_no_key()
    {
        byte[] noPoint = [2, .. new byte[31]];
        Assert.Contains("not an Ed25519 public key", Refused(WithRightId([0x01, .. noPoint])),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\u00a0b")]
    [InlineData("a\u3000b")]
    [InlineData("a\nb")]
    [InlineData("a\u0001b")]
    public void A_name_that_no_line_could_bear_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => NoteSigner.NewEd25519(name));
        Refused(name + "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_name()
    {
        NoteSigner.NewEd25519("\ud83d\udd11");
        Assert.All((string[])["a\ud83db", "\udd11", "a\ud83d", "\udd11\ud83d"], name =>
            Assert.Throws<ArgumentException>(() => NoteSigner.NewEd25519(name)));
    }

    [Fact]
    public void What_is_wrong_is_said()
    {
        Assert.Equal("A vkey is a name without spaces, 8 hex digits and base64, joined by \"+\".", Refused("hello"));
        Assert.Equal("A vkey has at most 4096 characters.", Refused(new string('a', 4097)));
        Assert.Equal("A vkey has at most 4096 characters.", Refused(null!));
        Assert.Equal("The key \"ARpc\n\" of the vkey is not canonical base64.",
            Refused("PeterNeumann+c74f20a3+ARpc\n"));
        Assert.Equal("The vkey names the key id \"c74f20a4\", but that of its name and key is c74f20a3.",
            Refused("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
    }

    private static string WithRightId(byte[] key)
    {
        var id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. "name\n"u8, .. key]));
        return $"name+{id.ToString("x8", CultureInfo.InvariantCulture)}+{Convert.ToBase64String(key)}";
    }

    private static string Refused(string vkey, bool because = true)
    {
        if (!because)
        {
            return "";
        }

        Assert.False(VerifierKey.TryParse(vkey, out var key, out var fault), vkey);
        Assert.Null(key);
        Assert.True(Encoding.UTF8.GetByteCount(fault) > 0);
        return fault;
    }
}
