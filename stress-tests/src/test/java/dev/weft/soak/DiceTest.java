package dev.weft.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiceTest {
    @Test
    void theSameSeedGivesTheSameRound() {
        assertThat(throwsOf(new Dice(7))).isEqualTo(throwsOf(new Dice(7))).isNotEqualTo(throwsOf(new Dice(8)));
    }

    @Test
    void sizesKeepTheirBounds() {
        Dice dice = new Dice(1);
        boolean[] seen = new boolean[6];
        for (int i = 0; i < 1_000; i++) {
            seen[dice.size(2, 5)] = true;
        }
        assertThat(seen).containsExactly(false, false, true, true, true, true);
    }

    private static String throwsOf(Dice dice) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            Dice other = dice.split();
            text.append(dice.capacity()).append(other.moment()).append(other.size(1, 1_000)).append(' ');
        }
        return text.toString();
    }
}
