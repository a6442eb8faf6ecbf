namespace LiveShop.Core.Results;

internal static class TextExtensions
{
    /// <summary>The text without blanks around it; null when nothing is left.</summary>
    public static string? TrimToNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
