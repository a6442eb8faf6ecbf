using LiveShop.Core;

namespace LiveShop.Tests;

public class IdentifierTests
{
    [Fact]
    public void New_ids_are_valid_different_and_sort_by_the_time_of_their_making()
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
    public void Anything_but_small_letters_digits_and_hyphens_is_no_id(string? id) => Assert.False(Identifier.IsValid(id));
}
