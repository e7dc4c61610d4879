using System.Text;

namespace Jingan.TransparencyLog.Tests;

/// <summary>Signed notes against the examples of c2sp.org/signed-note and of Go's
/// golang.org/x/mod/sumdb/note.</summary>
public sealed class SignedNoteTests
{
    private const string Foo = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private const string FooNote = "This is an example message.\n\n"
        + "— example.com/foo "
        + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private const string Peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private const string Enoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

    private const string Cryptography =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

    private const string PeterLine =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private const string EnochLine =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    [Fact]
    public void The_example_of_the_specification_verifies()
    {
        var verified = Parse(FooNote).Verify([Key(Foo)]);
        Assert.True(verified.Accepted);
        Assert.Equal(Foo, Assert.Single(verified.Verified).Key.ToString());
    }

    [Fact]
    public void Two_signers_make_the_note_that_another_program_makes()
    {
        // Its private keys are "PRIVATE+KEY+", name, id and base64 of the type byte and the seed.
        var peter = NoteSigner.Ed25519(
            "PeterNeumann", Convert.FromBase64String("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz").AsSpan(1));
        var enoch = NoteSigner.Ed25519("EnochRoot", new byte[32]);
        Assert.Equal((Peter, Enoch), (peter.VerifierKey.ToString(), enoch.VerifierKey.ToString()));
        var text = Encoding.UTF8.GetBytes(Cryptography);
        var note = SignedNote.Create(text, peter.Sign(text)).With(enoch.Sign(text));
        Assert.Equal(Cryptography + "\n" + PeterLine + EnochLine, Encoding.UTF8.GetString(note.ToBytes()));
        Assert.Equal(2, note.Verify([Key(Enoch), Key(Peter)]).Verified.Count);
    }

    [Fact]
    public void Lines_of_unknown_keys_are_ignored()
    {
        var note = Parse(
            Cryptography + "\n" + EnochLine.Replace("rwz+eB", "rwz+eA", StringComparison.Ordinal) + PeterLine);
        Assert.Equal("PeterNeumann", Assert.Single(note.Verify([Key(Peter)]).Verified).Key.Name);

        // Its id alone, or its name alone, does not make a line the key's.
        Assert.True(Parse(Cryptography + "\n" + PeterLine + EnochLine.Replace(
            "EnochRoot", "Other", StringComparison.Ordinal)).Verify([Key(Peter), Key(Enoch)]).Accepted);
    }

    [Fact]
    public void A_known_line_that_fails_rejects_the_whole_note()
    {
        var verified = Parse(Cryptography + "\n" + PeterLine
            + EnochLine.Replace("WWd1RvMc", "WWd1RvMd", StringComparison.Ordinal)).Verify([Key(Peter), Key(Enoch)]);
        Assert.False(verified.Accepted);
        Assert.Empty(verified.Verified);
        Assert.Equal(Enoch, verified.Failed!.ToString());
        Assert.Equal($"The signature of {Enoch} does not verify.", verified.Fault);
    }

    [Fact]
    public void A_note_without_a_known_signature_is_rejected()
    {
        Assert.Equal("None of the 2 signatures is from a known key.", Parse(Cryptography + "\n" + PeterLine + EnochLine)
            .Verify([Key(Foo)]).Fault);
        Assert.False(Parse(FooNote).Verify([]).Accepted);
    }

    [Fact]
    public void Every_changed_byte_of_the_text_is_noticed()
    {
        for (var i = 0; i < Cryptography.Length - 1; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Cryptography + "\n" + PeterLine);
            bytes[i] ^= 0x01;
            Assert.False(SignedNote.TryParse(bytes, out var note, out _) && note.Verify([Key(Peter)]).Accepted,
                $"byte {i}");
        }
    }

    [Fact]
    public void A_second_line_of_the_same_key_is_ignored()
    {
        var broken = PeterLine.Replace("HBwJnAM=", "HBwJnAQ=", StringComparison.Ordinal)
            .Replace("yyBwJnAM=", "yyBwJnAQ=", StringComparison.Ordinal);
        Assert.NotEqual(PeterLine, broken);
        Assert.Single(Parse(Cryptography + "\n" + PeterLine + PeterLine).Verify([Key(Peter)]).Verified);
        Assert.True(Parse(Cryptography + "\n" + PeterLine + broken).Verify([Key(Peter)]).Accepted);
        Assert.False(Parse(Cryptography + "\n" + broken + PeterLine).Verify([Key(Peter)]).Accepted);
    }

    [Fact]
    public void The_same_key_may_be_known_twice() =>
        Assert.Single(Parse(FooNote).Verify([Key(Foo), Key(Foo)]).Verified);

    [Fact]
    public void The_text_ends_at_the_last_blank_line()
    {
        var text = Encoding.UTF8.GetBytes("a\n\n— not a signature\n\n\nb\n");
        var signer = NoteSigner.NewEd25519("key");
        var note = SignedNote.Create(text, signer.Sign(text));
        Assert.Equal(text, note.Text.ToArray());
        Assert.True(note.Verify([signer.VerifierKey]).Accepted);
    }

    [Fact]
    public void The_received_bytes_are_given_out_again()
    {
        var bytes = Encoding.UTF8.GetBytes(FooNote);
        Assert.True(SignedNote.TryParse(bytes, out var note, out _));
        bytes[0] ^= 1;
        note.ToBytes()[1] ^= 1;
        Assert.Equal(FooNote, Encoding.UTF8.GetString(note.ToBytes()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n\n")]
    [InlineData("text\n— key AAAAAAA=\n")]
    [InlineData("text\n\n— key AAAAAAA=")]
    [InlineData("text\n\n- key AAAAAAA=\n")]
    [InlineData("text\n\n—key AAAAAAA=\n")]
    [InlineData("text\n\n—  key AAAAAAA=\n")]
    [InlineData("text\n\n— key  AAAAAAA=\n")]
    [InlineData("text\n\n— key AAAAAAA= \n")]
    [InlineData("text\n\n— key\n")]
    [InlineData("text\n\n— key \n")]
    [InlineData("text\n\n— k+y AAAAAAA=\n")]
    [InlineData("text\n\n— k\u00a0y AAAAAAA=\n")]
    [InlineData("text\n\n— k\u2028y AAAAAAA=\n")]
    [InlineData("text\n\n— key AAAAAA==\n")]
    [InlineData("text\n\n— key AAAAAAA\n")]
    [InlineData("text\n\n— key AAAAAAB=\n")]
    [InlineData("text\n\n— key AAAA_AA=\n")]
    [InlineData("text\n\n— key AAAAAAA=\nx\n")]
    [InlineData("te\txt\n\n— key AAAAAAA=\n")]
    [InlineData("text\r\n\r\n— key AAAAAAA=\r\n")]
    [InlineData("te\0xt\n\n— key AAAAAAA=\n")]
    public void What_is_not_a_note_is_refused(string bytes)
    {
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes(bytes), out var note, out var fault));
        Assert.Null(note);
        Assert.NotEmpty(fault!);
    }

    // The same as in the test above, but right: what was refused there was refused for its one mistake.
    [Theory]
    [InlineData("text\n\n— key AAAAAAA=\n")]
    [InlineData("\n\n— key AAAAAAA=\n")]
    [InlineData("text\u007f\n\n— 钥匙 AAAAAAA=\n")]
    public void What_is_a_note_is_read(string bytes) => Parse(bytes);

    [Fact]
    public void What_is_not_UTF_8_is_refused()
    {
        Assert.False(SignedNote.TryParse((byte[])[0xc0, 0xaf, .. Encoding.UTF8.GetBytes(FooNote)], out _,
            out var fault));
        Assert.Equal("The bytes are not valid UTF-8.", fault);
    }

    [Fact]
    public void Too_much_is_refused_before_it_is_read()
    {
        var line = "— key AAAAAAA=\n";
        Assert.Equal(100, Parse("text\n\n" + string.Concat(Enumerable.Repeat(line, 100))).Signatures.Count);
        Assert.False(SignedNote.TryParse(
            Encoding.UTF8.GetBytes("text\n\n" + string.Concat(Enumerable.Repeat(line, 101))), out _, out var fault));
        Assert.Equal("There are 101 signature lines, expected at most 100.", fault);

        var tail = "\n\n" + line;
        var longest = new string('a', SignedNote.MaxLength - Encoding.UTF8.GetByteCount(tail)) + tail;
        Parse(longest);
        Assert.False(SignedNote.TryParse(Encoding.UTF8.GetBytes("a" + longest), out _, out fault));
        Assert.Equal("A note has at most 1000000 bytes, this one has 1000001.", fault);
    }

    [Fact]
    public void What_could_not_be_read_again_is_not_made()
    {
        var line = new NoteSignature("key", 1, [1]);
        Assert.Throws<ArgumentException>(() => SignedNote.Create("no newline"u8, line));
        Assert.Throws<ArgumentException>(() => SignedNote.Create(""u8, line));
        Assert.Throws<ArgumentException>(() => SignedNote.Create("a\tb\n"u8, line));
        Assert.Throws<ArgumentException>(() => SignedNote.Create("text\n"u8, line with { Name = "k y" }));
        Assert.Throws<ArgumentException>(() => SignedNote.Create("text\n"u8, line with { Signature = [] }));
    }

    private static SignedNote Parse(string text)
    {
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note, out var fault), fault);
        Assert.Equal(text, Encoding.UTF8.GetString(note.ToBytes()));
        return note;
    }

    private static VerifierKey Key(string vkey) =>
        VerifierKey.TryParse(vkey, out var key, out var fault) ? key : throw new ArgumentException(fault);
}
