using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Http.Webhooks;

/// <summary>Stops a start whose webhooks could never be sent, and says which setting is to blame.</summary>
internal sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var faults = options.Endpoints
            .SelectMany((e, i) => Faults(e, options.AllowPrivate).Select(f => $"Webhooks:Endpoints:{i}:{f}"))
            .ToList();
        if (options.Endpoints.DistinctBy(e => e.Name).Count() < options.Endpoints.Count)
        {
            faults.Add("Webhooks:Endpoints: two have the same Name.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(WebhookEndpoint endpoint, bool allowPrivate)
    {
        if (!NameForm().IsMatch(endpoint.Name))
        {
            yield return "Name must be 1 to 32 of a-z, 0-9 and -; the database knows the endpoint by it.";
        }

        if (!IsAddress(endpoint.Url, allowPrivate))
        {
            yield return "Url must be https, without user and fragment; http only with Webhooks:AllowPrivate=true.";
        }

        if (SecretFault(endpoint.SecretFile) is { } fault)
        {
            yield return $"SecretFile {fault}";
        }

        if (endpoint.Events.Except(WebhookType.All).FirstOrDefault() is { } unknown)
        {
            yield return $"Events: {unknown} is none of {string.Join(", ", WebhookType.All)}.";
        }

        if (endpoint.Unit.Length > 0 && !UnitCode.TryParse(endpoint.Unit, null, out _))
        {
            yield return "Unit must be a unit's code, such as LSJ.";
        }
    }

    private static bool IsAddress(string url, bool allowPrivate) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { UserInfo: "", Fragment: "" }
        && (uri.Scheme == Uri.UriSchemeHttps || (allowPrivate && uri.Scheme == Uri.UriSchemeHttp));

    private static string? SecretFault(string file)
    {
        try
        {
            WebhookSecret.Read(file);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "must name a file that can be read.";
        }
        catch (InvalidDataException fault)
        {
            return fault.Message;
        }
    }

    [GeneratedRegex("^[a-z0-9-]{1,32}$")]
    private static partial Regex NameForm();
}
