using Jingan.TargetMgmt.Http.Webhooks;

namespace Jingan.TargetMgmt.Tests.Http.Webhooks;

public sealed class WebhookSecretTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    // The vector that the specification's libraries are tested with (standard-webhooks, javascript and python).
    [Fact]
    public void A_message_is_signed_as_the_published_vector_says() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSecret.Sign(
            Read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n"), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
            """{"test": 2432232314}"""));

    [Fact]
    public void While_a_secret_is_changed_there_is_a_signature_by_each()
    {
        const string first = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var second = $"whsec_{Convert.ToBase64String(new byte[64])}";
        var both = WebhookSecret.Sign(Read($"{first}\r\n\n  {second}\n"), "id", 1, "{}").Split(' ');
        Assert.Equal(
            [WebhookSecret.Sign(Read(first), "id", 1, "{}"), WebhookSecret.Sign(Read(second), "id", 1, "{}")], both);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\nother")]
    public void What_is_no_secret_is_refused_and_not_repeated(string text)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Read(text));
        Assert.DoesNotContain("MfKQ9", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("other", refusal.Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<byte[]> Read(string text)
    {
        File.WriteAllText(_file, text);
        return WebhookSecret.Read(_file);
    }
}
