"""Given names as they are common in Germany, Austria and Switzerland, most frequent first.

Plain facts about names; no list of persons. ``OLD``, ``MIDDLE`` and ``YOUNG`` are
people born about 1940-1962, 1963-1985 and 1986-2005.
"""

from __future__ import annotations

from world import foreign_names

OLD, MIDDLE, YOUNG = "old", "middle", "young"


def _words(text: str) -> list[str]:
    return text.split()


#: (origin, gender, generation) -> names by falling frequency
GIVEN: dict[tuple[str, str, str], list[str]] = {
    ("de", "m", OLD): _words(
        """Peter Hans Wolfgang Klaus Manfred Jürgen Michael Bernd Werner Günter Horst Dieter Helmut
        Karl Heinz Gerhard Josef Rainer Walter Franz Herbert Rolf Siegfried Uwe Norbert Heinrich
        Johann Georg Ernst Rudolf Otto Alfred Wilhelm Hermann Hubert Ludwig Erwin Kurt Fritz Erich
        Reinhard Gerd Friedrich Ulrich Hartmut Volker Lothar Eberhard Egon Bruno Anton Paul Willi
        Konrad Albert August Gustav Karl-Heinz Hans-Jürgen Hans-Peter Klaus-Dieter Ewald Reinhold"""
    ),
    ("de", "f", OLD): _words(
        """Ursula Renate Helga Karin Monika Ingrid Brigitte Gisela Christa Elisabeth Maria Hannelore
        Gerda Erika Anna Inge Irmgard Edith Hildegard Ilse Waltraud Margarete Elfriede Rosemarie Ruth
        Christel Heike Sigrid Barbara Bärbel Marianne Angelika Doris Marlies Gudrun Anneliese Ute
        Heidemarie Jutta Roswitha Lieselotte Gertrud Hedwig Irene Johanna Käthe Margot Rita Therese
        Sieglinde Edeltraud Annemarie Eva Frieda Elke Herta Martha Lore"""
    ),
    ("de", "m", MIDDLE): _words(
        """Thomas Andreas Stefan Frank Markus Christian Martin Torsten Jörg Alexander Matthias Jens
        Sven Ralf Oliver Dirk Holger Daniel Carsten Jan Robert Mario Marco Marcel Sebastian Tobias
        Kai Björn Lars Axel Florian Patrick Christoph Dominik Timo Philipp Guido Steffen Rene Ronny
        Heiko Olaf Ingo Armin Roland Gregor Mark Volkmar Nils Henning Achim Bastian Detlef Ulf Falk
        Roman Andre Harald Joachim Hendrik Maik Arne Simon Benjamin Dennis Jochen Udo"""
    ),
    ("de", "f", MIDDLE): _words(
        """Sabine Susanne Petra Andrea Claudia Stefanie Nicole Birgit Katrin Anja Silke Martina
        Heike Melanie Kerstin Sandra Tanja Daniela Simone Bettina Anke Christine Katja Cornelia
        Yvonne Manuela Britta Antje Nadine Julia Christina Kathrin Sonja Astrid Beate Michaela
        Ulrike Annette Alexandra Silvia Carmen Diana Maren Dagmar Iris Jana Ines Ilona Marion
        Gabriele Regina Angela Doreen Mandy Franziska Tina Nina Miriam Judith Anne Wiebke Vera
        Karola Katharina Verena Eva Corinna Sybille Heidi"""
    ),
    ("de", "m", YOUNG): _words(
        """Lukas Jonas Maximilian Felix Leon Tim Paul Finn Jakob Moritz David Niklas Fabian Jannik
        Julian Kevin Tom Elias Noah Luca Marvin Ben Philip Simon Erik Johannes Max Luis Nico Robin
        Lennart Till Anton Vincent Linus Pascal Malte Ole Hannes Emil Oskar Jasper Justin Joel
        Constantin Valentin Henri Bennet Aaron Samuel Raphael Theo"""
    ),
    ("de", "f", YOUNG): _words(
        """Anna Lea Lena Laura Sarah Lisa Johanna Sophie Marie Hannah Leonie Lara Julia Emma Mia
        Jana Vanessa Michelle Luisa Charlotte Paula Antonia Clara Greta Carla Frieda Helena Emilia
        Selina Celine Jasmin Annika Theresa Pia Nele Merle Amelie Ronja Alina Elena Ida Finja
        Magdalena Isabel Svenja Carolin Rebecca Maike Josephine Mathilda"""
    ),
    ("at", "m", OLD): _words(
        """Josef Franz Johann Karl Leopold Alois Herbert Friedrich Ferdinand Engelbert Rupert Adolf
        Gottfried Sepp Heribert Ignaz Kajetan Hermann Walter Erwin Matthäus Ernst Hubert Rudolf"""
    ),
    ("at", "f", OLD): _words(
        """Maria Theresia Hermine Aloisia Christine Hertha Leopoldine Rosa Franziska Stefanie Erna
        Notburga Ernestine Gerlinde Brigitta Friederike Elfriede Josefa Anna Waltraud Margarethe"""
    ),
    ("at", "m", MIDDLE): _words(
        """Thomas Christian Andreas Wolfgang Gerald Martin Manfred Günther Reinhard Harald Bernhard
        Christoph Markus Roman Hannes Gernot Roland Klaus Jürgen Erich Siegfried Clemens Mario Bernd"""
    ),
    ("at", "f", MIDDLE): _words(
        """Sabine Doris Claudia Sonja Elisabeth Manuela Petra Karin Alexandra Birgit Barbara Eva
        Daniela Margit Sigrid Astrid Ulrike Romana Gabriele Silvia Michaela Bettina Cornelia Sylvia"""
    ),
    ("at", "m", YOUNG): _words(
        """Lukas Florian Tobias David Sebastian Michael Stefan Dominik Patrick Jakob Maximilian
        Matthias Simon Manuel Raphael Fabian Benedikt Xaver Valentin Leo Korbinian Severin"""
    ),
    ("at", "f", YOUNG): _words(
        """Anna Sarah Magdalena Katharina Viktoria Theresa Lisa Hannah Verena Bianca Nina Valentina
        Julia Carina Marlene Eva Bettina Melanie Kerstin Rosalie Annalena Miriam"""
    ),
    ("ch", "m", OLD): _words(
        """Hans Peter Walter Ernst Werner Kurt Fritz Rudolf Hansruedi Max Ueli Alfred Bruno Jakob
        Hanspeter Paul Heinz Willy Niklaus Urs Arnold Godi Emil Beat Kaspar Otmar Jost"""
    ),
    ("ch", "f", OLD): _words(
        """Verena Ruth Elisabeth Margrit Rosmarie Heidi Ursula Marlis Therese Annemarie Trudi Erika
        Vreni Dora Hedi Silvia Maya Lotti Rosa Alice Hanni Elsbeth Rösli"""
    ),
    ("ch", "m", MIDDLE): _words(
        """Daniel Markus Thomas Urs Beat Roland Marcel Reto Adrian Christoph Roger Patrick Andreas
        Stefan Bruno René Jürg Ivo Christian Martin Philippe Simon Pascal Remo Lukas Matthias"""
    ),
    ("ch", "f", MIDDLE): _words(
        """Sandra Nicole Monika Barbara Daniela Karin Claudia Brigitte Regula Franziska Esther
        Andrea Priska Denise Corinne Manuela Astrid Jacqueline Susanne Eveline Beatrice Katja Nadia"""
    ),
    ("ch", "m", YOUNG): _words(
        """Luca Nico Joel Jan Fabio Noah Levin Dario Kevin Silvan Cédric Yannick Robin Livio Gian
        Nevio Andrin Lars Tim Manuel Timo Flurin"""
    ),
    ("ch", "f", YOUNG): _words(
        """Lara Sarina Anja Alessia Seraina Ladina Fabienne Michelle Céline Livia Elin Nora Jana
        Ramona Rahel Selina Larissa Simona Noemi Anouk Flavia Malin"""
    ),
    ("fr", "m", MIDDLE): _words(
        """Jean Pierre Michel Philippe Laurent Nicolas Christophe Olivier Alain François Frédéric
        Stéphane David Yves Pascal Didier Thierry Sébastien Julien Grégoire Jean-Luc Jean-Pierre
        Blaise Gilles Jérôme Mathieu Antoine Romain"""
    ),
    ("fr", "f", MIDDLE): _words(
        """Nathalie Isabelle Catherine Sophie Anne Véronique Christine Valérie Sandrine Céline
        Françoise Sylvie Martine Laurence Florence Hélène Aurélie Camille Chantal Mireille Élodie
        Géraldine Anne-Marie Marie-Claude Delphine"""
    ),
    ("it", "m", MIDDLE): _words(
        """Marco Andrea Giuseppe Antonio Fabio Luca Roberto Stefano Paolo Claudio Salvatore Davide
        Franco Alessandro Giovanni Mauro Domenico Matteo Renato Vincenzo Lorenzo Nicola Gianluca"""
    ),
    ("it", "f", MIDDLE): _words(
        """Maria Anna Giulia Francesca Laura Paola Chiara Daniela Sara Elena Cristina Rosaria
        Antonella Patrizia Silvana Lucia Giovanna Alessia Carmela Federica Raffaella"""
    ),
    ("tr", "m", MIDDLE): _words(
        """Mehmet Mustafa Ahmet Ali Murat Hasan Hüseyin Emre Yusuf Ibrahim Fatih Serkan Özgür Kemal
        Burak Cem Deniz Erkan Hakan Onur Tolga Volkan Orhan Bülent Süleyman Ömer"""
    ),
    ("tr", "f", MIDDLE): _words(
        """Fatma Ayşe Emine Zeynep Elif Hatice Esra Özlem Sevgi Gül Aylin Meryem Derya Ebru Selin
        Dilek Yasemin Nesrin Songül Filiz Hülya Pınar Tuğba"""
    ),
    ("sl", "m", MIDDLE): _words(
        """Dragan Zoran Milan Marko Ivan Goran Piotr Andrzej Krzysztof Pavel Tomasz Jan Dejan Nenad
        Slobodan Igor Branko Vladimir Jaroslav Mirko Dmitri Sergej Darko Josip Ante Stjepan Alen
        Edin Emir Senad Milorad Miroslav Wojciech Marek"""
    ),
    ("sl", "f", MIDDLE): _words(
        """Jelena Ana Marija Ivana Snežana Vesna Dragana Agnieszka Katarzyna Małgorzata Joanna
        Tatjana Olga Irina Svetlana Natalia Biljana Gordana Mirjana Jasna Amra Lejla Azra Zdenka
        Bożena Danuta Ljiljana Ruža Sanja"""
    ),
    ("wd", "m", MIDDLE): _words(
        """João Manuel Carlos Mohammed Omar Ahmad Minh Ravi James William Kofi Nguyen Arben Besnik
        Agim Luan Sivakumar Tesfaye Amir Reza Rui Miguel Pedro Khaled"""
    ),
    ("wd", "f", MIDDLE): _words(
        """Ana Fernanda Fatima Leila Amina Linh Priya Grace Mary Abena Vjosa Teuta Arta Maryam
        Samira Zahra Lucia Isabel Beatriz Nour Yara Mercedes"""
    ),
}

GIVEN.update({(origin, gender, MIDDLE): names for (origin, gender), names in foreign_names.GIVEN.items()})

#: what people are called besides; drawn for web forms and by colleagues who know them
NICKNAMES: dict[str, list[str]] = {
    full: short.split("/")
    for full, short in (
        pair.split(":")
        for pair in """
        Alexander:Alex/Sascha Alexandra:Alex/Sandra Andreas:Andi/Andy Angelika:Geli Annemarie:Anni
        Anton:Toni Antonia:Toni Armin:Armi Barbara:Babsi/Bärbel Bastian:Basti Benjamin:Ben/Benni
        Bernhard:Bernd/Hardy Bettina:Tina Brigitte:Gitti Carolin:Caro Charlotte:Lotte/Charly
        Christian:Chris Christina:Tina/Chris Christine:Christl Christoph:Chris/Stoffel Claudia:Claudi
        Constantin:Conny Cornelia:Conny/Nelly Daniel:Dani/Dan Daniela:Dani Dominik:Domi Eberhard:Hardy
        Elisabeth:Sissi/Lisi/Elli Emilia:Emmi Fabian:Fabi Ferdinand:Ferdl Florian:Flo Franz:Franzl
        Franziska:Franzi/Sissi Friedrich:Fritz/Fred Gabriele:Gabi Georg:Schorsch Gerhard:Gerd
        Gertrud:Trude Gottfried:Friedl Günter:Güni Hannelore:Hanne/Lore Hannes:Hansi Hans:Hansi
        Hansruedi:Ruedi Heidemarie:Heidi Heinrich:Heiner/Heinz Helmut:Helmi Hermann:Manni Hildegard:Hilde
        Hubert:Hubi Ignaz:Naz Irmgard:Irmi Jakob:Jake/Köbi Jessica:Jessi Joachim:Jo/Achim
        Johann:Hans/Hannes Johanna:Hanna/Jo Johannes:Hannes/Jo Josef:Sepp/Jupp/Pepi Josephine:Josi
        Julian:Jule Jürgen:Jürg Karl-Heinz:Kalle Katharina:Kathi/Käthe/Kati Katrin:Kati Konrad:Conny
        Leonie:Leo Leopold:Poldi Lieselotte:Lilo Ludwig:Wiggerl Lukas:Luki Magdalena:Lena/Magda
        Manfred:Manni/Fredi Manuela:Manu/Ela Margarete:Grete/Gretl Maria:Mitzi/Mia Markus:Max/Mark
        Martina:Tina Mathilda:Tilda Matthias:Matze/Hias Maximilian:Max Melanie:Meli Michael:Michi/Mike
        Michaela:Michi/Ela Monika:Moni Nicolas:Nico Niklas:Nik Niklaus:Chlaus Norbert:Nobbi
        Otmar:Otti Patrick:Pat/Paddy Petra:Petzi Philipp:Phil Raphael:Raffi Rebecca:Becky
        Reinhard:Hardy Reinhold:Reini Robert:Bob/Robbi Roland:Roli Roswitha:Rosi Rudolf:Rudi/Ruedi
        Samuel:Sam/Sämi Sandra:Sandy Sebastian:Basti/Wastl Siegfried:Sigi/Siggi Simone:Simi
        Sophie:Sofie Stefan:Steff/Stevie Stefanie:Steffi Susanne:Susi/Sanne Svenja:Svea
        Theresa:Resi/Resl Theresia:Resi Therese:Resi Thomas:Tom/Tommi Tobias:Tobi Torsten:Toto
        Ulrich:Uli/Ueli Ulrike:Uli/Rike Ursula:Uschi/Ulla Valentin:Vali Verena:Vreni Viktoria:Vicky
        Walter:Walti Waltraud:Traudl Wilhelm:Willi/Helmi Wolfgang:Wolfi/Wolf Yvonne:Yvi Giuseppe:Pino/Beppe
        Francesca:Franca Salvatore:Totò Alessandro:Sandro Vincenzo:Enzo Domenico:Mimmo Mehmet:Memo
        Mustafa:Musti Süleyman:Sülo Katarzyna:Kasia Małgorzata:Gosia Tomasz:Tomek Jelena:Lena
        Vladimir:Vlado Aleksandar:Aca Tatjana:Tanja Natalia:Nata François:Fanfan Frédéric:Fred
        Stéphane:Steph Sandrine:Sandy Catherine:Cathy James:Jim William:Bill/Will Manuel:Manu
        Hans-Peter:HP/Hansi Hanspeter:Hämpu Klaus-Dieter:KD Hans-Jürgen:Hajo""".split()
    )
}

#: the same name in another spelling; neither is wrong
SPELLINGS: dict[str, list[str]] = {}
for _group in """
    Stefan/Stephan/Steffan Stefanie/Stephanie/Stefani Katrin/Kathrin/Catrin Philipp/Philip/Phillip
    Ralf/Ralph Günter/Günther Matthias/Mathias Torsten/Thorsten Mark/Marc Sarah/Sara Hannah/Hanna
    Luca/Luka Lukas/Lucas Karl/Carl Klaus/Claus Maik/Mike/Meik Rene/René Andre/André Jörg/Joerg
    Jürg/Jörg Sven/Swen Nico/Niko Niklas/Niclas Jannik/Yannick/Yannik Cornelia/Kornelia
    Carolin/Karolin/Caroline Christoph/Kristof/Cristoph Marco/Marko Josef/Joseph Josephine/Josefine
    Sophie/Sofie Theresa/Teresa Margarete/Margarethe/Margareta Walter/Walther Rudolf/Rudolph
    Gerhard/Gerhart Sybille/Sibylle Silvia/Sylvia Kai/Kay Michelle/Michele Elias/Ilias
    Rebecca/Rebekka Frederik/Frederick Isabel/Isabell/Isabelle Annette/Anette Christa/Krista
    Vera/Wera Viktoria/Victoria Viktor/Victor Marie/Mari Erik/Eric Friedrich/Fridrich
    Johanna/Johana Mohammed/Muhammed/Mohamed Ayşe/Ayse Fatma/Fatima Sergej/Sergei Dmitri/Dimitri
    Tatjana/Tatiana Céline/Celine Anne-Marie/Annemarie Hans-Peter/Hanspeter Carsten/Karsten
    Constantin/Konstantin Clara/Klara Carla/Karla Jakob/Jacob Antje/Anntje Meike/Maike""".split():
    _forms = _group.split("/")
    for _form in _forms:
        SPELLINGS.setdefault(_form, []).extend(other for other in _forms if other != _form)

#: pairs of partners or siblings that only look like one person typed twice
LOOKALIKES: list[tuple[str, str]] = [
    ("Andreas", "Andrea"), ("Michael", "Michaela"), ("Daniel", "Daniela"), ("Christian", "Christina"),
    ("Stefan", "Stefanie"), ("Martin", "Martina"), ("Gabriel", "Gabriele"), ("Manuel", "Manuela"),
    ("Julian", "Juliane"), ("Simon", "Simone"), ("Robert", "Roberta"), ("Alexander", "Alexandra"),
    ("Patrick", "Patricia"), ("Josef", "Josefa"), ("Johann", "Johanna"), ("Karl", "Karla"),
    ("Jan", "Jana"), ("Marco", "Mario"), ("Hans", "Heinz"), ("Lena", "Lea"), ("Tim", "Tom"),
]  # fmt: skip
