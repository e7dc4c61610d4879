namespace Jingan.TransparencyLog.Tests;

public sealed class WitnessPolicyTests
{
    private static readonly TestLog Log = new(5);

    private static readonly string LogKey = TestLog.Signer.VerifierKey.ToString();

    private static readonly string[] Keys =
        [.. Enumerable.Range(0, 9).Select(i => CosignatureSigner.NewEd25519($"w{i}.example").VerifierKey.ToString())];

    // c2sp.org/tlog-policy, "Example policy": two of the X witnesses and one of the Y witnesses.
    private static readonly string Example = $"""
        log {LogKey}

        witness X1 {Keys[1]}
        witness X2 {Keys[2]}
          witness	X3   {Keys[3]}
        group X-witnesses 2 X1 X2 X3

        # the other organization
        witness Y1 {Keys[4]} https://y1.example/
        witness Y2 {Keys[5]}
        witness Y3 {Keys[6]}
        group Y-witnesses any Y1 Y2 Y3

        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y

        """;

    [Theory]
    [InlineData("", false)]
    [InlineData("X1 X2", false)]
    [InlineData("X1 Y1", false)]
    [InlineData("Y1 Y2 Y3", false)]
    [InlineData("X1 X3 Y3", true)]
    [InlineData("X2 X3 Y1", true)]
    [InlineData("X1 X2 X3 Y1 Y2 Y3", true)]
    [InlineData("X1 X1 Y1", false)]
    [InlineData("X1 Z1 Y1", false)]
    public void The_example_of_the_specification_asks_for_two_and_one(string witnesses, bool isQuorum) =>
        Assert.Equal(isQuorum, Parse(Example).IsQuorum(witnesses.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void A_policy_is_read()
    {
        var policy = Parse(Example);
        Assert.Equal(LogKey, Assert.Single(policy.Logs).Key.ToString());
        Assert.Equal(["X1", "X2", "X3", "Y1", "Y2", "Y3"], policy.Witnesses.Select(w => w.Name));
        Assert.Equal([null, null, null, "https://y1.example/", null, null], policy.Witnesses.Select(w => w.Url));
        Assert.Equal([2, 1, 2], policy.Groups.Select(g => g.Threshold));
        Assert.Equal("X-and-Y", policy.Quorum);
    }

    [Fact]
    public void Without_comments_and_needless_spaces_a_policy_is_printed_as_it_was_read()
    {
        var text = Parse(Example).ToText();
        Assert.DoesNotContain("#", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n", text, StringComparison.Ordinal);
        Assert.Contains($"\nwitness X3 {Keys[3]}\ngroup X-witnesses 2 X1 X2 X3\n", text, StringComparison.Ordinal);
        Assert.Equal(text, Parse(text).ToText());
    }

    [Fact]
    public void Nobody_may_be_asked_for()
    {
        Assert.True(Parse("quorum none\n").IsQuorum([]));
        Assert.True(TestLog.Policy("quorum none").Verify(Log.Note()).Accepted);
    }

    [Fact]
    public void A_single_witness_may_be_the_quorum()
    {
        var policy = TestLog.Policy("quorum w1");
        Assert.True(policy.Verify(Log.Note(1)).Accepted);
        Assert.Equal(PolicyOutcome.QuorumMissed, policy.Verify(Log.Note(0, 2)).Outcome);
    }

    [Fact]
    public void A_checkpoint_without_a_known_log_is_refused()
    {
        var policy = TestLog.Policy("quorum none");
        var other = NoteSigner.NewEd25519(TestLog.Origin);
        Assert.Equal(
            PolicyOutcome.UnknownLog, policy.Verify(SignedNote.Create(Log.Text, other.Sign(Log.Text))).Outcome);

        // Witnesses do not stand in for the log.
        var cosigned = SignedNote.Create(Log.Text, Cosignature.Sign(TestLog.Witnesses[0], 1, Log.Text));
        Assert.Equal(PolicyOutcome.UnknownLog, policy.Verify(cosigned).Outcome);

        // Nor does a known log's key for another origin.
        var foreign = new Checkpoint("other.example", 0, MerkleTree.EmptyRoot).ToText();
        Assert.Equal(
            PolicyOutcome.UnknownLog, policy.Verify(SignedNote.Create(foreign, TestLog.Signer.Sign(foreign))).Outcome);
        Assert.Equal(PolicyOutcome.UnknownLog, Parse("quorum none\n").Verify(Log.Note()).Outcome);
    }

    [Fact]
    public void A_bad_line_of_a_known_key_spoils_the_note()
    {
        var policy = TestLog.Policy("quorum none");
        var line = Cosignature.Sign(TestLog.Witnesses[0], 1, Log.Text);
        line.Signature[20] ^= 1;
        var verified = policy.Verify(Log.Note(1).With(line));
        Assert.Equal(PolicyOutcome.BadSignature, verified.Outcome);
        Assert.Equal($"The signature of {TestLog.Witnesses[0].VerifierKey} does not verify.", verified.Fault);
        Assert.Null(verified.Checkpoint);
        Assert.Empty(verified.Witnesses);
        var forged = new Checkpoint(TestLog.Origin, 6, new byte[32]).ToText();
        Assert.Equal(
            PolicyOutcome.BadSignature, policy.Verify(SignedNote.Create(forged, Log.Note().Signatures[0])).Outcome);
    }

    [Fact]
    public void A_note_that_is_no_checkpoint_is_refused() => Assert.Equal(PolicyOutcome.NotACheckpoint,
        TestLog.Policy("quorum none").Verify(SignedNote.Create("hello\n"u8, TestLog.Signer.Sign("hello\n"u8))).Outcome);

    [Fact]
    public void Either_key_of_a_log_will_do()
    {
        var policy = TestLog.Policy($"log {TestLog.Sm2Signer.VerifierKey}", "quorum none");
        Assert.Equal(TestLog.Signer.VerifierKey.ToString(),
            policy.Verify(Log.Note().With(TestLog.Sm2Signer.Sign(Log.Text))).Log!.ToString());
        Assert.Equal(TestLog.Sm2Signer.VerifierKey.ToString(),
            policy.Verify(SignedNote.Create(Log.Text, TestLog.Sm2Signer.Sign(Log.Text))).Log!.ToString());
    }

    [Fact]
    public void As_many_are_supported_as_the_specification_recommends()
    {
        var keys = Enumerable.Range(0, 64).Select(i => CosignatureSigner.NewEd25519($"w{i}").VerifierKey).ToList();
        var lines = keys.Select((key, i) => $"witness w{i} {key}\n")
            .Concat(Enumerable.Range(0, 64).Select(i => $"group g{i} any w{i}\n"));
        var policy = Parse(string.Concat(lines)
            + $"group all 64 {string.Join(' ', Enumerable.Range(0, 64).Select(i => $"g{i}"))}\nquorum all\n");
        Assert.True(policy.IsQuorum(policy.Witnesses.Select(w => w.Name)));
        Assert.False(policy.IsQuorum(policy.Witnesses.Skip(1).Select(w => w.Name)));
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "", "The policy has no quorum line." },
        { $"log {LogKey}\n", "The policy has no quorum line." },
        { "quorum none", "The last line of the policy is not ended by a newline." },
        { "quorum none\nquorum none\n", "Line 2 of the policy: a second quorum line." },
        { "quorum w\n", "Line 1 of the policy: \"w\" is not defined on a line before." },
        { $"quorum w\nwitness w {Keys[0]}\n", "Line 1 of the policy: \"w\" is not defined on a line before." },
        { "log hello\nquorum none\n",
        "Line 1 of the policy: A vkey is a name without spaces, 8 hex digits and base64, joined by \"+\"." },
        { $"log {LogKey}\nlog {LogKey}\nquorum none\n", "Line 2 of the policy: another log has the same public key." },
        { $"log {Keys[0]}\nquorum none\n",
        "Line 1 of the policy: a log does not sign with a cosignature key (type 0x04)." },
        { $"witness w {LogKey}\nquorum none\n",
        "Line 1 of the policy: a witness signs with a cosignature key (type 0x04), this is type 0x01." },
        { $"witness v {Keys[0]}\nwitness w {Keys[0]}\nquorum none\n",
        "Line 2 of the policy: another witness has the same public key." },
        { $"witness w {Keys[0]}\nwitness w {Keys[1]}\nquorum none\n",
        "Line 2 of the policy: \"w\" is defined for the second time." },
        { $"witness none {Keys[0]}\nquorum none\n",
        "Line 1 of the policy: \"none\" is not a name that can be defined." },
        { $"witness w {Keys[0]}\ngroup w any w\nquorum w\n",
        "Line 2 of the policy: \"w\" is defined for the second time." },
        { $"witness w {Keys[0]}\ngroup g any g\nquorum g\n",
        "Line 2 of the policy: \"g\" is not defined on a line before." },
        { "group g any none\nquorum g\n", "Line 1 of the policy: \"none\" is not defined on a line before." },
        { $"witness w {Keys[0]}\ngroup g any w w\nquorum g\n",
        "Line 2 of the policy: \"w\" is a member for the second time." },
        { $"witness w {Keys[0]}\ngroup g any w\ngroup h any w\nquorum g\n",
        "Line 3 of the policy: \"w\" is a member for the second time." },
        { $"witness w {Keys[0]}\ngroup g 0 w\nquorum g\n",
        "Line 2 of the policy: found the threshold \"0\", expected any, all or a number from 1 to 1." },
        { $"witness w {Keys[0]}\ngroup g 2 w\nquorum g\n",
        "Line 2 of the policy: found the threshold \"2\", expected any, all or a number from 1 to 1." },
        { $"witness w {Keys[0]}\ngroup g 01 w\nquorum g\n",
        "Line 2 of the policy: found the threshold \"01\", expected any, all or a number from 1 to 1." },
        { $"witness w {Keys[0]}\r\nquorum w\n",
        "Line 1 of the policy: found a control character or half of a surrogate pair, expected text." },
        { "# \u007f\nquorum none\n",
        "Line 1 of the policy: found a control character or half of a surrogate pair, expected text." },
        { "quorum\u00a0none\n", "Line 1 of the policy: found \"quorum\u00a0none\", expected" },
        { "group g any\nquorum none\n", "Line 1 of the policy: found \"group g any\", expected" },
        { $"log {LogKey} url more\nquorum none\n", "Line 1 of the policy: found \"log " },
        { "Quorum none\n", "Line 1 of the policy: found \"Quorum none\", expected" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_not_a_policy_is_refused_with_the_line(string text, string fault)
    {
        Assert.False(WitnessPolicy.TryParse(text, out var policy, out var said));
        Assert.Null(policy);
        Assert.StartsWith(fault, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_faulty_line_is_told()
    {
        Assert.False(WitnessPolicy.TryParse($"log x\nlog {LogKey}\nquorum w\nnonsense\n", out _, out var fault));
        Assert.Equal(["Line 1", "Line 3", "Line 4"], fault.Split('\n').Select(f => f[..6]));
        Assert.False(WitnessPolicy.TryParse(string.Concat(Enumerable.Repeat("nonsense\n", 200)), out _, out fault));
        Assert.Equal(100, fault.Split('\n').Length);
    }

    [Fact]
    public void Too_much_is_refused_before_it_is_read()
    {
        var text = "#" + new string('a', WitnessPolicy.MaxLength - 14) + "\nquorum none\n";
        Assert.Equal(WitnessPolicy.MaxLength, text.Length);
        Parse(text);
        Assert.False(WitnessPolicy.TryParse("#" + text, out _, out var fault));
        Assert.Equal("A policy has at most 100000 characters, this one has 100001.", fault);
        Assert.False(WitnessPolicy.TryParse((byte[])[0xff], out _, out fault));
        Assert.Equal("The bytes are not valid UTF-8.", fault);
    }

    private static WitnessPolicy Parse(string text)
    {
        Assert.True(WitnessPolicy.TryParse(text, out var policy, out var fault), fault);
        return policy;
    }
}
