using Jingan.TargetMgmt.Http.Webhooks;

namespace Jingan.TargetMgmt.Tests.Http.Webhooks;

/// <summary>A setting that can never work stops the start, and the line names it.</summary>
public sealed class WebhookOptionsTests : IDisposable
{
    private readonly string _secret = Path.GetTempFileName();

    public WebhookOptionsTests() => File.WriteAllText(_secret, $"whsec_{Convert.ToBase64String(new byte[24])}");

    public void Dispose() => File.Delete(_secret);

    [Theory]
    [InlineData("https://receiver.example/hook?key=1", false, true)]
    [InlineData("http://receiver.example/hook", false, false)]
    [InlineData("http://127.0.0.1:5000/hook", true, true)]
    [InlineData("https://user:word@receiver.example/", false, false)]
    [InlineData("https://receiver.example/#part", false, false)]
    [InlineData("file:///etc/passwd", true, false)]
    [InlineData("receiver.example", false, false)]
    [InlineData("", true, false)]
    public void An_address_is_https_or_private(string url, bool allowPrivate, bool isTaken) =>
        Assert.Equal(isTaken ? null : "Webhooks:Endpoints:0:Url", Fault(allowPrivate, Endpoint(e => e.Url = url)));

    [Fact]
    public void Every_other_setting_is_looked_at_too()
    {
        Assert.Null(Fault(false, Endpoint(e => (e.Events, e.Unit) = ([.. WebhookType.All], "JD-BEIZHAN"))));
        Assert.Equal("Webhooks:Endpoints:0:Name", Fault(false, Endpoint(e => e.Name = "Office")));
        Assert.Equal("Webhooks:Endpoints:0:Name", Fault(false, Endpoint(e => e.Name = new('a', 33))));
        Assert.Equal("Webhooks:Endpoints:0:Name", Fault(false, Endpoint(e => e.Name = "")));
        Assert.Equal("Webhooks:Endpoints:1:Events", Fault(
            false, Endpoint(e => e.Name = "a"), Endpoint(e => e.Events = ["period.closed"])));
        Assert.Equal("Webhooks:Endpoints:0:Unit", Fault(false, Endpoint(e => e.Unit = "绿化局")));
        Assert.Equal("Webhooks:Endpoints:0:SecretFile", Fault(false, Endpoint(e => e.SecretFile = "")));
        Assert.Equal("Webhooks:Endpoints:0:SecretFile", Fault(false, Endpoint(e => e.SecretFile = "/no/such/file")));
        Assert.Equal("Webhooks:Endpoints", Fault(false, Endpoint(_ => { }), Endpoint(_ => { })));
        Assert.Null(Fault(false));
    }

    private WebhookEndpoint Endpoint(Action<WebhookEndpoint> change)
    {
        var endpoint = new WebhookEndpoint { Name = "office", Url = "https://receiver.example", SecretFile = _secret };
        change(endpoint);
        return endpoint;
    }

    // The setting that the first fault names.
    private static string? Fault(bool allowPrivate, params WebhookEndpoint[] endpoints)
    {
        var result = new WebhookOptionsValidator().Validate(
            null, new WebhookOptions { AllowPrivate = allowPrivate, Endpoints = endpoints });
        return result.Failed ? result.Failures!.First().Split([' ', '\t'])[0].TrimEnd(':') : null;
    }
}
