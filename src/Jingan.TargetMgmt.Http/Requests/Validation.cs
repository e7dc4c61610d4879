using System.Buffers;
using FluentValidation;
using FluentValidation.Results;
using FluentValidation.Validators;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jingan.TargetMgmt.Http.Requests;

/// <summary>FluentValidation as an endpoint filter.</summary>
public static class Validation
{
    /// <summary>Refuses the request with <c>invalid_request</c> when its validator finds errors.</summary>
    /// <param name="endpoint">The route.</param>
    /// <param name="membersAlone">Whether no rule is broken by a member that is not there:
    /// then they are told beside the members that could not be read.</param>
    public static RouteHandlerBuilder Validate<T>(this RouteHandlerBuilder endpoint, bool membersAlone = false) =>
        endpoint
        .WithMetadata(membersAlone
            ? [new MembersAlone((services, body) => services.GetRequiredService<IValidator<T>>().Validate((T)body))]
            : [])
        .AddEndpointFilterFactory((built, next) =>
        {
            var at = Array.FindIndex(built.MethodInfo.GetParameters(), p => p.ParameterType == typeof(T));
            return context => context.HttpContext.RequestServices.GetRequiredService<IValidator<T>>()
                .Validate(context.GetArgument<T>(at)) is { IsValid: false } refused
                    ? ValueTask.FromResult<object?>(refused.ToProblem())
                    : next(context);
        });

    /// <summary>Validates a body of which members were taken out that could not be read.</summary>
    internal sealed record MembersAlone(Func<IServiceProvider, object, ValidationResult> Validate);

    public static Problem ToProblem(this ValidationResult result) => Problem.Invalid(result.ToErrors());

    public static IEnumerable<(string Pointer, string Message)> ToErrors(this ValidationResult result) =>
        result.Errors.Select(e => (JsonPointer.FromPropertyPath(e.PropertyName), e.ErrorMessage));

    /// <summary>The rule's message in the caller's language.</summary>
    public static IRuleBuilderOptions<T, TProperty> Saying<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> rule, string zh, string en) =>
        rule.WithMessage(_ => new Text(zh, en).Current);

    /// <summary>Text that people read: of limited length, without control characters other than line breaks. What
    /// cannot be seen is refused before, see <see cref="PlainText"/>.</summary>
    public static IRuleBuilderOptions<T, string?> Prose<T>(this IRuleBuilder<T, string?> rule, int maximumLength) =>
        rule
        .SetValidator(new ProseLength<T>(maximumLength))
        .Saying($"最多 {maximumLength} 个字符，不得含控制字符",
            $"may have {maximumLength} characters at most and no control characters")
        .Must(text => text is null || PlainText.Fault(text) is null)
        .Saying("不得含不可见或改变书写方向的字符", "may have no invisible and no direction-changing characters");

    /// <summary><see cref="Prose"/> that must be there.</summary>
    public static IRuleBuilderOptions<T, string?> RequiredProse<T>(
        this IRuleBuilder<T, string?> rule, int maximumLength) => rule
        .Prose(maximumLength)
        .Must(text => !string.IsNullOrWhiteSpace(text)).Saying("必填", "is required");

    /// <summary>A list of so many items at most.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>?> Most<T, TItem>(
        this IRuleBuilder<T, IReadOnlyList<TItem>?> rule, int most, string zhCounter = "个") => rule
        .SetValidator(new ItemCount<T, TItem>(most)).Saying($"最多 {most} {zhCounter}", $"{most} at most");

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Select(c => (char)c)
            .Where(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))]);

    private sealed class ProseLength<T>(int most) : PropertyValidator<T, string?>, ILengthValidator
    {
        public override string Name => nameof(Prose);

        public int Min => 0;

        public int Max => most;

        public override bool IsValid(ValidationContext<T> context, string? value) =>
            value is null
            || value.Length <= most && !value.AsSpan().ContainsAny(Controls);
    }

    private sealed class ItemCount<T, TItem>(int most) : PropertyValidator<T, IReadOnlyList<TItem>?>, ICountLimit
    {
        public override string Name => nameof(Most);

        public int Most => most;

        public override bool IsValid(ValidationContext<T> context, IReadOnlyList<TItem>? value) =>
            value is null || value.Count <= most;
    }
}

/// <summary>A rule about how many items a list may have.</summary>
public interface ICountLimit
{
    /// <summary>The most it may have.</summary>
    int Most { get; }
}
