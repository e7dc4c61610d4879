using System.Buffers.Binary;
using System.Text;

namespace Jingan.TransparencyLog.Tests;

public sealed class CosignatureTests
{
    private const long Time = 1767225600;

    private static readonly byte[] Text = new Checkpoint("log.example", 3, new byte[32], ["extension"]).ToText();

    private static readonly CosignatureSigner Witness = CosignatureSigner.Ed25519("witness.example", new byte[32]);

    [Fact]
    public void A_cosignature_is_the_time_and_a_signature_over_the_whole_checkpoint()
    {
        var line = Cosignature.Sign(Witness, Time, Text);
        Assert.Equal((72, Time), (line.Signature.Length, BinaryPrimitives.ReadInt64BigEndian(line.Signature)));

        // tlog-cosignature, "Ed25519 signed message", checked with a key that signs plain texts.
        var plain = NoteSigner.Ed25519("witness.example", new byte[32]).VerifierKey;
        Assert.True(plain.Verify([.. "cosignature/v1\ntime 1767225600\n"u8, .. Text], line.Signature.AsSpan(8)));
        Assert.NotEqual(plain.KeyId, Witness.VerifierKey.KeyId);
        Assert.False(plain.Verify(Text, line.Signature));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Time)]
    [InlineData(long.MaxValue)]
    public void A_cosignature_gives_its_time(long time)
    {
        Assert.True(Cosignature.TryVerify(Witness.VerifierKey, Text, Cosignature.Sign(Witness, time, Text),
            out var read));
        Assert.Equal(time, read);
    }

    [Fact]
    public void Every_changed_bit_is_noticed()
    {
        var line = Cosignature.Sign(Witness, Time, Text);
        for (var bit = 0; bit < line.Signature.Length * 8; bit++)
        {
            var broken = line.Signature.ToArray();
            broken[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.False(
                Cosignature.TryVerify(Witness.VerifierKey, Text, line with { Signature = broken }, out var time),
                $"bit {bit}");
            Assert.Equal(0, time);
        }

        for (var i = 0; i < Text.Length; i++)
        {
            var broken = Text.ToArray();
            broken[i] ^= 0x01;
            Assert.False(Cosignature.TryVerify(Witness.VerifierKey, broken, line, out _), $"byte {i}");
        }
    }

    [Fact]
    public void A_line_of_another_name_id_length_or_type_is_no_cosignature()
    {
        var line = Cosignature.Sign(Witness, Time, Text);
        Assert.False(Cosignature.TryVerify(Witness.VerifierKey, Text, line with { Name = "other" }, out _));
        Assert.False(Cosignature.TryVerify(Witness.VerifierKey, Text, line with { KeyId = 1 }, out _));
        Assert.False(Cosignature.TryVerify(Witness.VerifierKey, Text, line with { Signature = line.Signature[..71] },
            out _));
        Assert.False(Cosignature.TryVerify(Witness.VerifierKey, Text, line with { Signature = [.. line.Signature, 0] },
            out _));
        Assert.False(Cosignature.TryVerify(Witness.VerifierKey, Text, line with { Signature = [1] }, out _));
        var plain = NoteSigner.Ed25519("witness.example", new byte[32]);
        Assert.False(Cosignature.TryVerify(plain.VerifierKey, Text, plain.Sign(Text), out _));
    }

    // "It MUST NOT exceed 2^63 - 1": signed correctly, and refused all the same.
    [Fact]
    public void A_time_that_is_no_time_is_refused()
    {
        foreach (var time in (string[])["9223372036854775808", "-9223372036854775808"])
        {
            byte[] message = [.. Encoding.ASCII.GetBytes($"cosignature/v1\ntime {time}\n"), .. Text];
            var signature = NoteSigner.Ed25519("witness.example", new byte[32]).Sign(message).Signature;
            var line = new NoteSignature(
                "witness.example", Witness.VerifierKey.KeyId, [0x80, 0, 0, 0, 0, 0, 0, 0, .. signature]);
            Assert.False(Cosignature.TryVerify(Witness.VerifierKey, Text, line, out _), time);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Cosignature.Sign(Witness, -1, Text));
    }

    [Fact]
    public void A_note_counts_cosignatures_among_its_signatures()
    {
        var log = NoteSigner.NewEd25519("log.example");
        var note = SignedNote.Create(Text, log.Sign(Text)).With(Cosignature.Sign(Witness, Time, Text));
        Assert.Equal(2, note.Verify([log.VerifierKey, Witness.VerifierKey]).Verified.Count);
        Assert.Equal(Witness.VerifierKey, Assert.Single(note.Verify([Witness.VerifierKey]).Verified).Key);
    }
}
