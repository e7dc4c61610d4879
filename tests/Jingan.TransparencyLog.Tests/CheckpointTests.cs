using System.Text;

namespace Jingan.TransparencyLog.Tests;

public sealed class CheckpointTests
{
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    [Theory]
    [InlineData("example.com/behind-the-sofa\n20852163\n" + Root + "\n", "example.com/behind-the-sofa", 20852163, 0)]
    [InlineData("静安区 评价日志\n0\n" + Root + "\n", "静安区 评价日志", 0, 0)]
    [InlineData("o\n9223372036854775807\n" + Root + "\none\n two \n", "o", long.MaxValue, 2)]
    public void A_checkpoint_is_read_and_printed(string text, string origin, long size, int extensions)
    {
        Assert.True(Checkpoint.TryParse(Encoding.UTF8.GetBytes(text), out var checkpoint, out var fault), fault);
        Assert.Equal((origin, size, extensions), (checkpoint.Origin, checkpoint.Size, checkpoint.Extensions.Count));
        Assert.Equal(Root, Convert.ToBase64String(checkpoint.Root));
        Assert.Equal(text, Encoding.UTF8.GetString(checkpoint.ToText()));
    }

    [Theory]
    [InlineData("", "A checkpoint ends in a newline.")]
    [InlineData("o\n1\n" + Root, "A checkpoint ends in a newline.")]
    [InlineData("\n", "A checkpoint has the lines origin, size and root hash, this one has 1.")]
    [InlineData("o\n1\n", "A checkpoint has the lines origin, size and root hash, this one has 2.")]
    [InlineData("\n1\n" + Root + "\n", "Line 1 of the checkpoint is empty.")]
    [InlineData("o\n1\n" + Root + "\n\n", "Line 4 of the checkpoint is empty.")]
    [InlineData("o\n1\n" + Root + "\n\nx\n", "Line 4 of the checkpoint is empty.")]
    [InlineData("o\n01\n" + Root + "\n",
        "The size \"01\" of the checkpoint is not a decimal number without sign or leading zeros, at most 2^63-1.")]
    [InlineData("o\n+1\n" + Root + "\n",
        "The size \"+1\" of the checkpoint is not a decimal number without sign or leading zeros, at most 2^63-1.")]
    [InlineData("o\n-1\n" + Root + "\n",
        "The size \"-1\" of the checkpoint is not a decimal number without sign or leading zeros, at most 2^63-1.")]
    [InlineData("o\n 1\n" + Root + "\n",
        "The size \" 1\" of the checkpoint is not a decimal number without sign or leading zeros, at most 2^63-1.")]
    [InlineData("o\n１\n" + Root + "\n",
        "The size \"１\" of the checkpoint is not a decimal number without sign or leading zeros, at most 2^63-1.")]
    [InlineData("o\n9223372036854775808\n" + Root + "\n",
        "The size \"9223372036854775808\" of the checkpoint is not a decimal number without sign or leading zeros, "
        + "at most 2^63-1.")]
    [InlineData("o\n1\nAAAA\n", "The root hash \"AAAA\" of the checkpoint is not canonical base64 of 32 bytes.")]
    [InlineData("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "The root hash \"CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\" of the checkpoint is not canonical base64 of "
        + "32 bytes.")]
    [InlineData("o\n1\n" + Root + " \n",
        "The root hash \"" + Root + " \" of the checkpoint is not canonical base64 of 32 bytes.")]
    [InlineData("o\r\n1\r\n" + Root + "\r\n", "Byte 1 is the control character 0x0d, expected none but newlines.")]
    public void What_is_not_a_checkpoint_is_refused_with_the_reason(string text, string fault)
    {
        Assert.False(Checkpoint.TryParse(Encoding.UTF8.GetBytes(text), out var checkpoint, out var said));
        Assert.Null(checkpoint);
        Assert.Equal(fault, said);
    }

    // A text that reads as another tree head than was meant must never come to be signed.
    [Fact]
    public void A_text_that_would_say_something_else_is_not_printed()
    {
        var root = Convert.FromBase64String(Root);
        Checkpoint[] broken =
        [
            new("", 1, root), new("o\n5", 1, root), new("o\t", 1, root), new("o\ud83d", 1, root), new("o", -1, root),
            new("o", 1, root[1..]), new("o", 1, null!),
            new("o", 1, root, [""]), new("o", 1, root, ["a\nb"]), new("o", 1, root, ["a", "\r"]),
        ];
        Assert.All(broken, checkpoint => Assert.Throws<InvalidOperationException>(checkpoint.ToText));
    }
}
