using System.Reflection;
using System.Reflection.Emit;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>What a compiled method names: its literal texts, and the types it makes objects of.</summary>
internal sealed record MethodCode(IReadOnlyList<string> Texts, IReadOnlyList<Type> Created)
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    /// <summary>The methods of a type, those of its lambdas and state machines apart:
    /// these are types of their own.</summary>
    public static IEnumerable<MethodCode> Of(Type type) =>
        type.GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly)
            .OfType<MethodBase>().Where(m => m.GetMethodBody() is not null).Select(Read);

    private static MethodCode Read(MethodBase method)
    {
        var code = method.GetMethodBody()!.GetILAsByteArray()!;
        var typeArguments = method.DeclaringType!.GetGenericArguments();
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        var (texts, created) = (new List<string>(), new List<Type>());
        for (var at = 0; at < code.Length;)
        {
            // Two-byte instructions begin with FE (ECMA-335, III.1.2.1).
            var isLong = code[at] == 0xFE;
            var instruction = Codes[isLong ? (short)(0xFE00 | code[at + 1]) : code[at]];
            at += isLong ? 2 : 1;
            if (instruction == OpCodes.Ldstr)
            {
                texts.Add(method.Module.ResolveString(BitConverter.ToInt32(code, at)));
            }
            else if (instruction == OpCodes.Newobj)
            {
                created.Add(method.Module.ResolveMethod(
                    BitConverter.ToInt32(code, at), typeArguments, methodArguments)!.DeclaringType!);
            }

            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }

        return new(texts, created);
    }
}
