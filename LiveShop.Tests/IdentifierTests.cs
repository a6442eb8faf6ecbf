using LiveShop.Core;

namespace LiveShop.Tests;

public class IdentifierTests
{
    [Fact]
    public void New_ids_are_valid_unique_and_sort_by_creation_time()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => Identifier.New()).ToList();

        Assert.All(ids, id => Assert.True(Identifier.IsValid(id)));
        Assert.Equal(100, ids.Distinct().Count());
        Assert.True(string.CompareOrdinal(ids[0][..13], ids[^1][..13]) <= 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData("a/..")]
    [InlineData("a%2f")]
    [InlineData("ａ")]
    [InlineData("a\0")]
    public void Only_lowercase_letters_digits_and_hyphens_form_an_id(string? id) => Assert.False(Identifier.IsValid(id));
}
