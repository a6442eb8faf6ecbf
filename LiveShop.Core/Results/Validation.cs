using System.Diagnostics.CodeAnalysis;

namespace LiveShop.Core.Results;

/// <summary>Collects all errors of an input by field, so that the caller gets them in one answer.</summary>
public sealed class Validation
{
    private const int MaxUrlLength = 2048;
    private readonly Dictionary<string, List<string>> errors = [];

    /// <summary>Whether there are errors; then the refusal holds them.</summary>
    public bool Failed([NotNullWhen(true)] out Refusal? refusal)
    {
        refusal = errors.Count == 0 ? null : new Refusal.Invalid(errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));
        return refusal is not null;
    }

    /// <summary>Adds the error to the field unless the condition holds.</summary>
    public Validation Check(bool holds, string field, string error)
    {
        if (!holds)
        {
            if (!errors.TryGetValue(field, out var list))
                errors[field] = list = [];
            list.Add(error);
        }

        return this;
    }

    /// <summary>Requires an <see cref="Identifier"/>.</summary>
    public Validation Id(string? value, string field) =>
        Check(Identifier.IsValid(value), field, "Must be 1 to 64 characters of a-z, 0-9 and '-'.");

    /// <summary>
    /// Requires well-formed text without control characters (line breaks and tabs are allowed) and without bidirectional overrides.
    /// </summary>
    /// <param name="maxLength">In UTF-16 code units.</param>
    /// <param name="required">Whether there must be a visible character.</param>
    public Validation Text(string? value, string field, int maxLength, bool required)
    {
        if (required && !Characters.ContainsVisibleText(value))
            return Check(false, field, "Must not be empty.");
        if (value is null)
            return this;

        return Check(value.Length <= maxLength, field, $"Must be at most {maxLength} characters.")
            .Check(!value.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')), field, "Must not contain control characters.")
            .Check(!value.Any(Characters.IsBidiOverride), field, "Must not contain characters that force a writing direction.")
            .Check(Characters.AreWellFormed(value), field, "Must be well-formed Unicode.");
    }

    /// <summary>Requires <see cref="Text"/> of one line without the characters of markup.</summary>
    /// <inheritdoc cref="Text" />
    public Validation Line(string? value, string field, int maxLength, bool required) =>
        Text(value, field, maxLength, required)
            .Check(value?.AsSpan().ContainsAny("\n\r\t") is not true, field, "Must be one line.")
            .Check(value?.AsSpan().ContainsAny("<>") is not true, field, "Must not contain '<' or '>'.");

    /// <summary>
    /// Requires an http(s) URL without user information, or a path on the page's own host, because a customer's browser could
    /// execute any other scheme. Null is allowed.
    /// </summary>
    public Validation Url(string? value, string field) =>
        value is null
            ? this
            : Check(value.Length <= MaxUrlLength, field, $"Must be at most {MaxUrlLength} characters.")
                .Check(IsWebAddress(value), field,
                    "Must be an http(s) address without user and password, or a path that starts with a single '/'.");

    /// <summary>Requires a number from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public Validation Range(long value, string field, long min, long max) =>
        Check(value >= min && value <= max, field, $"Must be between {min} and {max}.");

    private static bool IsWebAddress(string value)
    {
        if (value.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || Characters.IsFormat(c) || c == '\\')
            || !Characters.AreWellFormed(value))
        {
            return false;
        }

        if (value.StartsWith('/'))
            return !value.StartsWith("//", StringComparison.Ordinal);
        return Uri.TryCreate(value, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && uri.UserInfo.Length == 0;
    }
}
