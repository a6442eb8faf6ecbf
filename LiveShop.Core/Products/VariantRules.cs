using System.Text;
using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

/// <summary>Validates the options and variants of a product together, and gives ids to variants that came without.</summary>
internal static class VariantRules
{
    public const int MaxOptions = 3;
    public const int MaxValues = 100;
    public const int MaxVariants = 100;
    private const int MaxOptionLength = 60;

    public static void Check(IReadOnlyList<OptionDetails?> options, IReadOnlyList<VariantDetails?> variants, Validation validation)
    {
        validation.Check(options.Count <= MaxOptions, "options", $"Must be at most {MaxOptions}.");
        foreach (var (n, option) in options.Index())
            CheckOption(option, $"options[{n}]", validation);
        CheckDistinct(options.Select(option => option?.Name?.Trim()), "options", "name", validation);

        validation.Check(variants.Count is >= 1 and <= MaxVariants, "variants", $"Must be 1 to {MaxVariants}.");
        foreach (var (n, variant) in variants.Index())
            CheckVariant(variant, options, $"variants[{n}]", validation);
        CheckDistinct(variants.Select(variant => variant?.Id), "variants", "id", validation);
        CheckDistinct(variants.Select(KeyOf), "variants", "optionValues", validation);
        var currency = variants.Count > 0 ? variants[0]?.Price?.Currency : null;
        foreach (var (n, variant) in variants.Index().Where(variant => variant.Item?.Price is { } price && price.Currency != currency))
            validation.Check(false, $"variants[{n}].price.currency", "Must be the currency of the other variants.");
    }

    /// <param name="variants">Valid ones.</param>
    public static IReadOnlyList<ProductVariant> ToVariants(IReadOnlyList<VariantDetails?> variants)
    {
        var taken = variants.Select(variant => variant!.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. variants.Select(variant => variant!.ToVariant(variant.Id ?? NewId(variant.OptionValues!, taken)))];
    }

    private static void CheckOption(OptionDetails? option, string field, Validation validation)
    {
        validation.Text(option?.Name, $"{field}.name", MaxOptionLength, required: true);
        var values = option?.Values ?? [];
        validation.Check(values.Count is >= 1 and <= MaxValues, $"{field}.values", $"Must be 1 to {MaxValues}.");
        foreach (var (n, value) in values.Index())
            validation.Text(value, $"{field}.values[{n}]", MaxOptionLength, required: true);
        validation.Check(values.Select(value => value?.Trim()).Distinct().Count() == values.Count, $"{field}.values", "Must differ.");
    }

    public static void CheckVariant(VariantDetails? variant, IReadOnlyList<OptionDetails?> options, string field, Validation validation)
    {
        if (variant is null)
        {
            validation.Check(false, field, "Must be given.");
            return;
        }

        if (variant.Id is not null)
            validation.Id(variant.Id, $"{field}.id");
        var values = variant.OptionValues ?? [];
        var isChoice = values.Count == options.Count && values.Zip(options).All(pair => Offers(pair.Second, pair.First));
        validation.Check(isChoice, $"{field}.optionValues", "Must be one of the values of each option, in the order of the options.");
        variant.Check($"{field}.", validation);
    }

    private static bool Offers(OptionDetails? option, string? value) =>
        value is not null && option?.Values?.Any(offered => offered?.Trim() == value.Trim()) is true;

    private static string? KeyOf(VariantDetails? variant) =>
        variant?.OptionValues is { } values ? string.Join('\n', values.Select(value => value?.Trim())) : null;

    private static void CheckDistinct(IEnumerable<string?> values, string list, string field, Validation validation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (n, value) in values.Index().Where(value => value.Item is not null))
            validation.Check(seen.Add(value!), $"{list}[{n}].{field}", "Must differ from the others.");
    }

    private static string NewId(IReadOnlyList<string?> optionValues, HashSet<string> taken)
    {
        var readable = Slug(string.Join('-', optionValues)) is { Length: > 0 } slug ? slug : "variant";
        var id = readable;
        for (var n = 2; !taken.Add(id); n++)
            id = $"{readable}-{n}";
        return id;
    }

    private static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in SearchText.Of(text))
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString(0, Math.Min(slug.Length, Identifier.MaxLength - 4)).Trim('-');
    }
}
