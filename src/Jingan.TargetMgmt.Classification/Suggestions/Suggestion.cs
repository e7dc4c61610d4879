using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;

namespace Jingan.TargetMgmt.Classification.Suggestions;

/// <summary>建议颜色: what a scheme says for given facts. Not a rating: that is what the evaluator says.</summary>
/// <param name="Class">The class that decides; null where the scheme has none for the target.</param>
/// <param name="State">What the facts allow to say.</param>
/// <param name="Colour">The suggested colour; null in every state but <see cref="TargetState.Reported"/>.</param>
/// <param name="Inputs">What it follows from.</param>
internal sealed record Suggestion(string? Class, TargetState State, string? Colour, SuggestionInputs Inputs);
