using System.Text.RegularExpressions;

namespace LiveShop.Tests.Contract;

/// <summary>Finds what no response may contain: tokens, stack traces, exception names.</summary>
internal static partial class Leaks
{
    /// <param name="answer">Headers and body.</param>
    /// <param name="token">The caller's.</param>
    public static IEnumerable<string> In(string answer, string? token)
    {
        if (token is { Length: > 0 } && answer.Contains(token, StringComparison.Ordinal))
            yield return "it holds the caller's token";
        if (StackFrame().IsMatch(answer))
            yield return "it holds a stack trace";
    }

    [GeneratedRegex(@"\bat [\w.<>`]+\.[\w.<>`]+\(|\.cs:line \d|(System|Microsoft|LiveShop)\.[\w.]*Exception\b")]
    private static partial Regex StackFrame();
}
